# Phrases of English sales talk. See lexicon.go for the form.

[greet]
hello|hi|hey|hiya|howdy|greetings|gday|hullo|heya|ello
good morning|afternoon|evening|day
morning|afternoon|evening $
^ morning|afternoon|evening
welcome to
thanks|thank|thankyou you? for calling|ringing

[bye]
bye|goodbye|cheerio|byebye
see you|ya !what|the
take care
have|enjoy a|your great|good|nice|lovely|wonderful|rest|day|evening|one|weekend
talk|speak soon|later|then|friday|monday|tuesday|wednesday|thursday|tomorrow
good luck
cheers $

[thanks]
thanks|thank|cheers|appreciate

[listening]
hello|yeah|yes $
can|may|could i help
how can|may|could i|we help|assist
what can|could i|we_do|help

[self]
<name> .. here
my name is|s
my names
speaking $
this is !the|a|an|about|regarding|regards|for|going|not|your|mr|mrs|ms|in|just|our|my|really|what|how|it|that|where|why
here from|with|at|calling
this is|s <name>
its|it <name>
it is <name>
im|i <name>
i am <name>
<name> speaking|here|from|calling|with
<name> <name> from|speaking|here|calling
you've|youve got|reached <name>
you're|youre|are speaking|talking to|with <name>
name is|s <name>

[org]
company|companies|firm|clinic|dental|dentistry|dentist|dealership|motors|auto|automotive|studio|agency|center|centre|salon|spa|gym|fitness|school|academy|college|insurance|mortgage|bank|realty|realtors|homes|properties|estate|estates|windows|doors|roofing|solar|plumbing|heating|cooling|hvac|electric|electrical|builders|construction|contractors|remodeling|kitchens|bathrooms|flooring|carpets|carpet|furniture|interiors|design|designs|landscaping|landscapes|gardens|pools|fencing|fence|logistics|freight|shipping|transport|movers|moving|removals|storage|rentals|rental|leasing|travel|tours|vacations|holidays|hotel|inn|resort|catering|events|bakery|cafe|coffee|restaurant|pizza|law|legal|solicitors|attorneys|accounting|accountants|tax|consulting|consultants|software|systems|solutions|technologies|tech|tech's|labs|media|marketing|digital|web|hosting|telecom|broadband|internet|energy|power|water|security|alarms|cleaning|cleaners|maids|pest|lawn|tree|vets|vet|veterinary|animal|pet|pets|grooming|kennels|boarding|daycare|nursery|childcare|tutoring|tutors|driving|language|music|dance|yoga|pilates|crossfit|martial|medical|health|healthcare|hospital|physio|physiotherapy|chiropractic|dermatology|cosmetic|aesthetics|laser|optical|vision|eye|hearing|pharmacy|laundry|tailors|printing|print|printers|signs|supplies|supply|wholesale|equipment|tools|machinery|steel|metals|lumber|timber|concrete|materials|packaging|electronics|appliances|jewelers|jewellers|flowers|florist|photography|photo|films|group|partners|associates|services|service|sales|department|office|store|shop|garage|workshop|inc|ltd|llc|limited|team|club|house|depot|warehouse|direct|express|pros|brothers|bros|sons|co|plus|cars|bikes|tyres|tires|glass|blinds|curtains|mattress|tiles|paint|painting|decorators|garden|farm|wedding|weddings|venue|funeral|staffing|recruitment|recruiting|training|coaching|credit|finance|financial|capital|wealth|investments|loans|pawn|title|escrow|charters|marine|boats|aviation|studio's|mobility|care|senior|living|dentalcare|orthodontics|smiles

[need_cue]
what|whats brings|brought|kind|type|sort|size|made|are|is|do|does|happened|seems|would|exactly|sparked|prompted|got|color|colour|model|year|make|you|your|about|matters|going
how many|much|often|long|big|old|far|soon|do|are|is|did|large|wide|tall
tell|walk me|us about|a|more|through|what
where|when|why|who|which is|are|do|did|would|will|were|have|you
are|is|do|does|did|have|has|would|will|were|was|can you|your|it|that|this|there|they|she|he|the|any|someone|everyone|anything
and|or how|what|is|are
looking for|at|to
have you ever|had|tried|used|looked|been|done|got|thought|considered|worked
for yourself|you|him|her|family|work
describe
any|anything particular|specific|else|pain|allergies|preference|pets|idea|problems|issues|injuries|experience

[admin_cue]
your|full|last|first|a|good|the|best name|names|surname
whats|what your|the name|number|address|email|postcode|zip
what is|s your|the best? name|number|address|email|postcode|zip
who am i|im|are speaking|talking
who's|whos calling|this|speaking
best number|email|phone|address|contact
number|phone|email|address is|for|to|youre|you're|there|please
phone number
email|e address|mail
date of birth
zip code
postcode
spell that|it|your
calling from
can|could|may i get|grab|have|take|ask your|a|who
got|have a minute|moment|second|sec|minutes|couple|few
is|are this|now a|you good|bad|ok|okay|free|able|busy time|moment|to
good time
catch you
is this|that <name>
am i speaking|talking
can you hear|hold|repeat|say
are you there|still
speaking with|to
how are|re you|ya today|doing|tonight|this
how's it going|your
hows it|your
does that|this|it work|sound|make|suit|help
sound|sounds good
make sense
any questions
anything|something else i|we|you
how did|d you hear|find
card|cash|check|debit|credit or
what|which card|day|time|days|times works|suits|is|would|do|are|did
insurance card|number
would|is|does morning|afternoon|tuesday|wednesday|thursday|friday|monday|saturday|sunday
remember us|me|our

[t_budget]
budget~
price range|point
how much .. spend|spending|invest|afford|put|pay|paying|looking|budgeted|down|comfortable
what|whats .. spend|spending|budget|paying|pay|afford|comfortable|price|payment
ballpark|range|figure|number .. mind|thinking|hoping|comfortable|working|spend
monthly payment
cash|finance|financing|loan or
or financ~
paying cash|now|currently|out|for
finance|financing|pre|pre_approved|preapproved|mortgage|deposit|down payment .. you|approved|lined|in
pre approved
down payment|deposit
comfortable .. with|paying|spending|month
set aside
cost|costing|costs you|u
what are you paying|spending
what do you pay|spend
how much .. costing|cost .. you

[t_authority]
who .. decides|decision|decide|else|sign|signs|signing|approve|approves|makes|involved|call|pays|handles|weigh
decision|decisions .. maker|maker's|makers|you|yours|make|making|who|else|anyone
is .. your call|decision
anyone|anybody|somebody|someone else .. involved|decision|decide|need|weigh|talk|looking|sign|on
just you|yourself
you or|and your? wife|husband|spouse|partner|boss|manager
wife|husband|spouse|partner|boss|manager|owner|board|parents|director|team|family .. think|decide|involved|join|come|on|see|need|want|weigh|board|too|say|okay|agree|listen|look
is it .. up to you
up to you
sign off
would|will|does he|she|they|your .. want|need|care|listen|think|look|say
what would|will|does|is|s he|she|they|your .. want|need|care|look|say|worried|going
whats|what's he|she|they .. going|worried|looking|care
on your own
run it|this by|past
both of you|u
the two of you

[t_scope]
size|sizes|dimensions|measurements|footage|quantity|volume|headcount
how many
how much .. space|volume|weight|square|of|do|footage
how big|large|wide|tall|long|deep|far|heavy|often
what|whats size|sizes|volume|quantity|quantities|dimensions|weight|square|capacity|mileage|length|width|number|area
square feet|foot|footage|meters|metres
roughly|about how .. many|much|big|large
whole|entire|all|just|only|full .. or
one off|time|or
one|single|just .. or .. two|more|several|both|whole|all|multiple|every|a_few
dimensions|measurements|footage
whats|what is|are the|your size|square|volume|headcount|fleet
ongoing|regular|regularly|recurring|weekly or
how frequently
number of
is it just .. or
how long .. run|stretch|wall|fence|counter

[t_when]
what|which day|date|month
when|whens .. run out|expire|renew|start|open|move|need|due|going
when .. need|want|looking|start|hoping|move|moving|plan|planning|get|have|like|wedding|event|due|by|open|opening|trip|travel|party|deadline|install|delivery|delivered|first|lease|expire|up|going|is|s|are|would|were|thinking
when's|whens
timeline|timeframe|deadline
time frame|line
how soon|quickly|urgent|fast
what|whats|which|any date|dates|day|timeline|month|timeframe|deadline|time .. need|want|mind|looking|by|are|is|in|particular
by|before when|any|a
particular|certain|specific date|deadline|time
hard date|deadline
in|done|ready|sorted|finished time|before|by for|christmas|winter|summer|spring|easter|autumn|the
is there .. deadline|date|rush|hurry
need|want|like|have it|this|that|them .. by|before|done|in
in .. a rush|hurry
how long .. have|got|before|until
ready .. by|to go
target date
looking to .. start|move|do .. soon|now|this|when
what's|whats your time|timing
timing

[price_ask]
how much
what|whats .. cost|costs|price|prices|rate|rates|charge|charges|run|pricing|fee|fees|damage|come_to|ballpark|quote|total|going_rate
what|whats .. it|that|this|they|those|one|ones|these .. run|cost|go_for|come_to|set_me_back
what do|does|would|d .. charge|cost|run|come|go|pay|price
price|pricing|prices|quote|estimate|ballpark|cost|rate|number|figure|range .. on|for|is|please|a|you|me|just|rough|of|or|at
give me .. price|number|quote|ballpark|idea|estimate|figure|range
a|rough|any ballpark|estimate|quote|idea|figure
ballpark|roughly $
talking|looking at .. price|cost|dollars|roughly|money
what am i|are we looking|talking
how expensive|pricey
per month|hour|person|head $
cost me|us
out the door

[price_dodge]
depends|varies|depending
it|that|really|all depends
cant|can't|can not|couldn't|couldnt|wouldn't|wouldnt|dont|don't|won't|not .. give|quote|say|tell|price|discuss|know|have|able .. price|number|phone|over|exact|figure|until|without|quote|front|prices|pricing|that|off
pricing|prices|price|that|numbers .. in_person|over|go_over|discuss|come_in|custom|customized|tailored|individual|come_down|appointment
over the phone
need|have|has|got to .. see|look|measure|come|inspect|assess|take .. first|it|before|look|out|at|give|in
every .. is different|unique|job|home|case|project
competitive
come in|down|by .. and .. talk|go|discuss|show|see
on|from our|the website|site
someone|specialist|rep|manager|consultant|estimator|he|she|they .. get_back|go_over|discuss|let_you_know|call|give you|work out
custom quote|quoted|pricing
until .. see|seen|look|measure|know
case by case
without seeing|a
hard to say
cant|can't|couldnt|couldn't|wouldnt|wouldn't|dont|don't .. say|tell|quote

[o_price]
more than i|we|id wanted|want|thought|hoped
plus vat
double .. last|what
budgeted
dear
more than .. i|we wanted|expected|planned
bit more|much than
last year .. i|we paid
bit steep|much|pricey
lot more than
expensive|pricey|pricy|steep
too|so|pretty|kinda|kind|really|quite|very|rather|bit|little|that's|thats|way .. expensive|pricey|much|steep|high|rich|dear|costly|over
lot|chunk|bunch of money|cash|change
a lot .. more|money|for|than|to_pay|of
lot more than
more than .. thought|expected|budget|hoping|hoped|wanted|planned|looking|afford|figured|paying|pay|paid|anticipated
over|out|above|outside|beyond of? my|our|the|what budget|range|limit|price|we|i
cant|can't|cannot|couldn't|couldnt .. afford|swing|spend|justify|stretch|do that much|pay
not .. afford|spend|paying|pay .. that|much|it|this
afford
budget .. is|s|was|not|only|tight|around|more|like|for|it|doesn't|doesnt|wont|wasn't
was|were thinking|hoping|expecting .. more_like|less|under|around|closer|<num>|half|lower|cheaper
i thought|figured|expected|hoped .. more|less|like|around|under|be|cheaper|half|<num>|closer
cheaper|lower|less .. option|one|version|anything|something|way|price|possible|than|expensive
any|a|some|give|get discount|discounts|deal|wiggle|off
do|any|can|could better .. on|price|than|that
knock|take|come|bring .. off|down
best .. you can do|price
sticker shock
wow|whoa|ouch|yikes|jeez|geez|oof|holy|gosh|blimey|crikey|bloody .. <num>|okay|that's|thats|price|lot|steep|more|cow|much|hell|really
^ wow|whoa|ouch|yikes|jeez|geez|oof|blimey|crikey
<num> .. seriously|really|wow|steep|lot|expensive|too
for a|an|that|just .. seems|really|wow|are_you
are you kidding|serious|joking
rip off|ripoff
arm and a? leg
money .. tight|is|don't|dont|right
tight right|at|budget|this
high|higher .. than|price|side|for|expected
price .. is|s|seems|too|high|steep|concern|issue|problem|hesitat~|put
much .. for|more_than|to_pay|money
don't|dont .. have .. that|kind|money|<num>
that kind of money
can't|cant do|go .. <num>|that|over|above
half that
shop around
paying .. less|half|<num> .. now|currently|already
double .. what

[o_think]
long|good|little think
never .. sign|decide|agree .. day|spot|phone|once
look|looking around
mull|ponder
read up
think .. about|it_over|on_it|this_over|that_over
think it|this|that|things over|through
have|need|want|like|got|wanna|gonna|going|let .. think|sleep_on|consider|mull|digest|process|look_over|weigh|decide
sleep on
mull it
let me .. think|consider|see|look|digest|talk
i'll|ill|we'll|well|i_will|i'd|i .. think|consider|get_back|let_you_know|be_in_touch|call_you_back|look_it_over|look_into
get back to|with
let you know
be in touch
call|ring|phone you|ya|u back
not sure .. yet|about|if|i|we|it's|its|this
not ready .. to|yet|decide|commit
on the fence
still deciding|looking|thinking|comparing|shopping|researching
just looking|browsing|shopping|checking|researching|getting|wanted|gathering|pricing
do|doing some|more|my research|homework
weigh .. options
make a decision .. yet|today|right|now|on
look|check around|elsewhere
look|looking at .. other|options|few
commit .. today|yet|right|to anything|now
decide .. yet|later|today|right

[o_not_now]
bad|terrible|worst|wrong time|quarter|moment|month|minute
budget .. frozen|not signed|approved|gone
stocked up
not until|till|before
might wait
bit early|soon
new year
not .. right_now|today|this|yet|at_the_moment|now|moment|time
bad|wrong|terrible|worst time|timing
good time .. not|isn't|isnt
not a|the|really good|best|great|right time
busy .. right|i'm|im|now|today|this|at|really|season|with|very|super
i'm|im|we're .. busy|driving|working|at_work|swamped|slammed|in_a_meeting|about|middle
driving right|now
in .. a meeting|middle of
call|try|reach|contact|ring|touch|check .. back|again|later|base .. later|next|in|after|another|month|year|some|week
maybe .. later|next|in|after|another|down|some|spring|fall|summer|winter|january|when|january
next|later|end of .. year|month|quarter|spring|summer|fall|winter|season
wait|hold|hold_off|put .. until|till|off|for|a_while|month|year|on
hold off
put .. off
until|till .. after|next|spring|summer|fall|winter|new|january|we|i|the|our|christmas
after .. christmas|holidays|holiday|summer|new_year|vacation|move|wedding|we|the_season|harvest
no|not .. rush|hurry
not .. until|till|for .. a|another|few|while|months|year|next|spring|after|summer|january|least
few months|weeks|years .. away|out|from|off|down|before
down the road|line
too early|soon
not planning|looking .. until|yet|right|for
haven't|havent .. even|moved|got|started|closed|decided|sold|finished
don't|dont have .. time|minute
no time
revisit
bit early

[o_competitor]
a lad|bloke|guy|fella|mate .. does|do|said|for|charges
in town .. for|does|doing
them|theirs|there .. then
we get|buy|do ours|it|most .. from|at|through|off
same firm|company|people|guy .. for|years
nephew|cousin|brother|uncle .. does|looks|fixes|handles
already .. using|use|work|working|have|got|with|signed|go_with|found|talking .. someone|somebody|guy|company|provider|vendor|supplier|agency|another|else|contract|them|people|one|who|for|does
have|got|we've|weve|i've|ive|use|using .. someone|somebody|guy|company|provider|vendor|supplier|agency|people|contract|firm|broker|accountant|dealer .. already|who|that|for|we|currently|now|does|with|years
other|another|different|competing|second|three .. quote|quotes|company|companies|dealer|place|places|guy|offer|offers|shop|provider|bid|bids|vendor|gym|clinic|estimate|people|store|firm|lot|one|contractor|school
competitor~
somewhere|someone|somebody|anybody|place else
else .. quoted|cheaper|offered|told|charges|<num>|said
quoted|offered|told|gave|emailed|sent me|us .. <num>|less|lower|cheaper|quote|price|better|breakdown|half
quoted|charges|charging|offering|offers|saying|said|selling|does|do .. <num> .. for|less|same|it|down|across|there|them
cheaper .. at|on|elsewhere|online|there|from|than|down|across|with|place|somewhere|amazon|costco|somewhere
online|amazon|costco|walmart|ebay|craigslist|ikea|screwfix|tesco|home_depot|lowes .. cheaper|<num>|less|for|half|saw|found|same|got|has
saw|found|seen .. same|it|one|online|cheaper .. for|<num>|online|cheaper|less|on
compare|comparing|compared .. quotes|prices|with|to|few|other|around|against
shopping|shop around
why .. should|would|are .. you|your|better|over|more|go_with|instead|switch
what .. makes you|your .. different|better
different .. from|than .. everyone|others|them|other|competitors|what
better .. deal|price|offer|rate|quote .. from|elsewhere|at|with|down|somewhere
happy|satisfied|good|fine|pleased .. with .. current|our|them|who|what|the|my|existing|what
current .. provider|vendor|supplier|company|guy|one|agency|system|contract|broker|people
our|my .. guy|people|provider|vendor|supplier|accountant|broker|current|regular|usual
go|going|went|gonna .. with .. them|other|another|someone|the_other|somebody|<name>
they .. said|quoted|told|offered|charge|can|have|do|gave|only|want .. <num>|less|cheaper|better|free
dealer|place|guy|shop|company|store|gym|clinic|outfit|buddy|friend|neighbor|neighbour|brother|cousin .. <num>|cheaper|quoted|same|down|up|across|does|said|saying|charged|for|less
guy|place|shop|company .. down|across|on .. road|street|town
switch|switching .. from|to|is|would|hassle|from

[o_authority]
signs|sign|vote|votes|approves .. everything|off|on
final|last say|word
i'm|im just|only .. the|a
both .. agree|decide|have to
talk|speak|check|discuss|run|consult|clear|ask|show|decide|see|chat|go_over|bring|need|go|confer .. with|to|it|this|by|past|my|wife|husband .. husband|wife|spouse|partner|boss|manager|board|team|owner|business_partner|director|dad|mom|mum|parents|family|accountant|lawyer|fiance|fiancé|boyfriend|girlfriend|ceo|cfo|committee|roommate|son|daughter|sister|brother|head|principal|landlord|hubby|missus|other_half|the_others|him|her|them|everyone|folks|guys|partners
run .. by|past .. my|the|him|her|them|our|it
ask|check|checking my|the|our .. husband|wife|spouse|partner|boss|manager|dad|mom|mum|parents|landlord|owner|fiance|accountant|director
husband|wife|spouse|partner|boss|manager|owner|director|ceo|board|dad|mom|mum|parents|fiance|hubby|landlord|head_office|corporate|committee|principal .. decides|handles|decide|would|needs|need|has|makes|have|final|wants|will|see|want|approve|deals|does|likes|involved|kill|look|call|sign|agree|takes|say
not .. my|mine .. decision|call|to_make|alone|place
isn't|isnt|wouldn't|wouldnt|not .. my|up to call|decision|me
decision .. isn't|isnt|not|maker|alone|together|both|make
up to .. him|her|them|my|the|our|me
not .. up to me
i'm|im|i not .. one|person|decision|who
don't|dont .. make .. decision|decisions|call
without .. talking|asking|checking|my|him|her|husband|wife|them|running
joint decision
above my pay
need|have|get .. approval|permission|sign_off|okay|buy in
sign off .. by|from|on
procurement
make .. decisions|decision .. together|both|without
not home|here|around|back .. husband|wife|she|he|till|right
husband|wife|she|he|boss|partner .. not|isn't|isnt .. home|here|around|back
handles .. all|that|this|those|the

[o_trust]
worried|nervous|scared|skeptical|sceptical|suspicious|dodgy|sketchy|fishy
read .. review|reviews
tried .. one|that|before|it .. and|didnt|nobody|never|but
keep|kept .. deposit
went bust
last .. roofer|plumber|dentist|builder|contractor|mechanic|agent|lawyer|electrician|installer .. told|said|did|had|took|left
we|i tried .. that|those|it|one|before|them
fingers burnt
how will i know
who's to say
what's to say
went bust|under|bankrupt
scam|scammed|scammers|scammy
how .. do_i_know|can_i_trust|can_i_be_sure|do_we_know|am_i_supposed
how .. do|would_i|we_know
don't|dont .. trust|believe|know .. you|it|that|who|anyone|any|company|them|salesmen|salespeople|your|if|this
trust~ .. issue|you|hard|company|don't|anymore|anyone
never heard .. of
heard .. bad|horror|mixed|stories|things|complaints|that .. about|you|stories|they|these
bad|negative|mixed|terrible|awful|horrible|poor|one_star .. reviews|review|experience|experiences|things
reviews .. say|said|bad|mixed|online|were|are|not|weren't|aren't|about|complain
burned|burnt|ripped_off|screwed|stung|cheated|lied .. before|by|last|once|me|us|got|to
got|been|was|were|getting burned|burnt|ripped|screwed|scammed|stung|lied|cheated
last .. guy|company|time|one|contractor|place|agency|people|vendor|dealer|ones .. took|never|didn't|didnt|left|disappeared|ripped|messed|ruined|did|was|charged|got|broke|ghosted|promised|said|botched|we
guarantee .. that|it|is|what|do|there|you|work|can|any
what .. guarantee|guarantees
what_if|happens_if .. it|you|i|they|doesn't|doesnt|breaks|something|don't|dont|hate|goes|quit|fail|close|leak|wrong
worried|nervous|concerned|afraid|scared|skeptical|sceptical|hesitant|wary|anxious|leery .. about|that|of|it|you|to|if|with|is
too good to
sounds .. too_good|like_a_scam|fishy|sketchy|shady
fishy|sketchy|shady|gimmick|gimmicky
hidden .. fees|costs|charges|catch
whats|what's|what|where|where's the? catch
is there .. a? catch
legit|legitimate
quality .. is|isn't|concern|worried|not|bad|good|cheap|any
cheap|chinese|plastic|flimsy .. made|junk|quality|feels|look|looks|break|breaks
break|breaks|breaking|fall|falls|falling|leak|leaks .. down|apart|after|easily|within|all
not .. sure|convinced .. works|work|quality|trust|about|legit|that|it's|its|real|you
doubt
convinced
everyone|everybody|they|you|all .. say|says|said|promise .. that|so
you all|guys .. say|same
friend|neighbor|neighbour|sister|brother|buddy|cousin|coworker|mate .. had|got|used|said|did|went|bought|hates|told .. problems|problem|trouble|nightmare|terrible|awful|broke|bad|leaked|issue|burned|burnt|ripped|and|regret~|horrible|nothing|it
had .. problems|trouble|issues|nightmare .. with|before|last
risk~
locked in|into
fine print
hurt|safe .. will|does|is|really|actually
do these|they|this|it actually|really .. work

[o_no_need]
not interested|looking|needed|necessary
no interest
isn't|isnt|aren't|arent interested|needed|necessary
don't|dont|doesn't|doesnt|didn't|do_not|wouldn't .. need|want|think_we_need|require|use .. it|that|one|any|another|this|anything|your|more|a|to|new|something
don't|dont|do not need|want
we're|were|we_are|i'm|im|i am good|fine|set|okay|ok|all_set|covered .. thanks|thank|with|as|for|already|now|here
all set|good|sorted .. thanks|here|thank|already|on|we|with
no thanks|thank|thankyou
no need
already .. have|got|did|done|bought|took_care|own|sorted .. one|it|that|them|all|a|our|this|taken|care
take|remove .. me|us|number .. off|list|from
stop calling
don't|dont|do not call .. again|me|here|us|back
works .. fine|ok|okay|for_us
fine .. the_way|as_it|without|as_is
why .. would_i|we need|want
never .. use|used|needed
got .. spreadsheet

[ack]
understand|understood|understandable|understandably
i hear|get|see you|it|that|what|why|where
hear you
get that|it
totally|completely|absolutely|perfectly|more than fair|understand|get|reasonable|fine|normal|hear|valid
fair|good|great|reasonable|valid|smart|legitimate enough|question|point|concern|ask|instinct|thing
makes sense
make .. sense
of course
sure
absolutely
no problem
i appreciate|know|agree|respect
right .. to ask|question|to_be
don't|dont blame
you're|youre right
lots|lot|many|most|plenty of? people|folks|customers|clients|owners|patients
everyone|everybody .. asks|feels|says|worries
i'd|id|i_would .. feel|be|want|ask|do .. same|too|well
i'd hate
nothing .. against
honestly
real number|money
sorry .. to hear|about|that

[argue]
because|since|reason
so .. what|the|that's|thats|if|with|you're|for
difference~
includes|include|included|including|covers|covered|comes_with|throw_in|built_in|in_there
if you .. compare|look|divide|think|break|spread|factor|do|go|take|commit|add|don't|dont|pay|want|skip|drop|use
guarantee|guaranteed|warranty|insured|licensed|certified|bonded|refund|money back|accredited|contract|writing|written
in writing
we .. eat|pay|refund|cover|replace|guarantee|guaranteed|stand|redo|fix|match|back|don't|only|use|also|can|offer|could|do|have|put
could|can|what_if|how_about .. we|i|you|offer|do|split|start|spread|break|drop|take|try|go .. payment|payments|plan|month|monthly|smaller|half|cheaper|less|just|only|first|split|without|trial|one|two|lower|instead|basic|stage|stages|phases
financing|finance|installments|instalments|payment_plan|monthly|interest_free|zero_percent
option|options|alternative|version|package|tier|plan .. is|that|cheaper|lower|smaller|basic|starter|at|for|without|also|instead|where
instead
works_out|comes_out|comes to|breaks_down|pays_for_itself|saves|save|saving|savings
works|comes|breaks .. out|down .. to
pays for itself
cost .. of|you|less|more|per
compared|compare|comparing .. to|with|that|them
most|many|some|one_of_our .. clients|customers|homes|people|members|patients|families|owners|companies|schools .. find|see|say|start|come|have|are|save|do|had|in|fill|were|switch
they .. were|had|started|kept|saw|use|said|don't|dont|usually|probably|often|might|may
reference|references|references|testimonials|reviews|photos|examples|case_study|before_and_after|numbers .. can|send|give|show|call|you|from
give you .. number|name|reference|references|names|contact
ask .. him|her|them|that|whether|if|about|your
happy to .. send|show|give|put|share|connect|introduce
send|show|put|bring|prepare|write .. you|together .. sample|comparison|breakdown|numbers|references|summary|photos|side|page|sheet|one_pager|both|examples|quote|it
side by side
rather|better than|to|off
so you .. can|don't|dont|know|only|have|are|still
that way
which means|is why
actually
what .. we_do|that_means|happens|you|people|i'd|id|makes
try|trial|test|pilot .. it|free|for|week|first|one|before|month|no
no obligation|commitment|contract|risk|charge|cost
free .. of|trial|estimate|first|consultation
cancel .. any|time|anytime
years .. experience|business|doing|old|same
on ours
for example|instance
lasts|last .. years|longer
per .. month|day|person|year|week|case|use
a month
a day
cheaper|less|lower .. than|if|per|in the|over|option
longer|later|wait .. price~|cost~|go up|book|full|gone
without .. any|the|doing|paying
let's|lets do|try|look|start|break|see|take|go|put
then .. let's|lets|we|i|you|i'll
how about

[probe]
what|whats|what's .. worries|concern|concerns|concerning|hesitation|holding|stopping|keeping|giving|making|important|matters|matter|worried|bothering|specifically|part|mainly|hesitant|biggest
can|could|may|mind if i ask
if you don't|dont mind
is it .. price|money|cost|timing|the|about|more|just|mostly
what .. would|did|does|do|is|are|was|were|happens|happened|kind|if|they|you|he|she|s
whats|what's
how .. do|did|does|would|much|many|long|are|is|soon|come
who|which|when|where|why .. is|are|did|do|does|would|s|else|was|they|you
compared to what
are|do|does|did|is|was|were|have|has|would|could .. they|he|she|it|you|that|those|this|there|theirs|the
anything .. specific|particular|else
is there .. something|anything|a|part
in particular
out of curiosity
just curious

[surrender]
thats|that's|it's|its|those|thats .. what_it_is|the_price|our_price|how_it_is|what_they|the rate|just|what_we|the_way
it is what it
price is|the_price
nothing .. i|we .. can_do|do_about
can't|cant .. do .. about|anything|better|much|lower
that's|thats .. them|fine|ok|okay|your|up|too_bad|all|best|the_best|it
up to you
your .. call|choice|decision|loss
suit yourself
whatever
take it or
think .. about_it|it_over
let .. us|me know
give us|me .. call|ring|shout|buzz
call .. us|me|back .. if|when|whenever|back|ready
if .. change_your|you_need|you_decide|anything|you_want|interested|you're|you_change
whenever you're|youre|you
feel free
no problem|worries $
^ okay|ok|alright|sure|yep|right|fine|fair|gotcha|yeah|well $
^ okay|ok|alright|sure|gotcha|understood .. thanks|thank|bye|care|have|well|then
okay|ok|alright .. well|then|bye|thanks|take care
sorry .. to|for bother~|bothering|hear|the
won't|wont bother|keep
go .. ahead|with_them|there|elsewhere|for_it
then go|call|try
everything|everyone|prices .. is|s|are|going .. expensive|up|same|more
same everywhere
we're|were open|here
website|online .. check|on|all|look|it's|there

[jab]
do you .. want|even|know|expect|not
or not
you .. want|expect .. cheap|free|nothing|something
good luck .. with|finding
you get what
everybody .. says|thinks
cheap .. people|skates|out|skate
not my .. problem|fault
what .. did|do you .. expect|want
listen lady|buddy|pal|man|sir
are .. serious|buying|wasting
wasting .. my|time
get .. real

[s_visit]
come|comes|coming|stop|stops|swing|drop|pop|call in|by|over|down|out|up|round|around|see|on|into
come in|out|by|over|down
be there|out|over|by .. at|on|by|around|between|tomorrow|in
visit|viewing|tour|appointment|consultation|consult|demo|demonstration|walkthrough|assessment|inspection|estimate|measure|survey|test drive|meeting|site visit
meet|meeting .. you|at|on|there|up|with
show you|him|her|them|both .. around|minutes|screen|in_person|place|house|how
technician|tech|estimator|guy|crew|surveyor|inspector|rep|fitter|engineer|someone|somebody|installer|plumber .. come|out|there|over|be|stop|by|visit|round
book|booked|booking|schedule|scheduled|scheduling|pencil|put|get|set|slot|squeeze|fit .. you|in|up|down .. in|for|up|down|on
you're|youre|you all|are booked|set|down|scheduled|in
see you on|at|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|then|there|in
trial class|lesson|session
zoom|teams|google_meet|screen_share|video_call|calendar_invite
send .. invite|calendar
opening|openings|slot|slots|availability .. at|on|is|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday
i've|ive|i_have|we_have|weve|we've got|have .. monday|tuesday|wednesday|thursday|friday|saturday|tomorrow|morning|afternoon

[s_call]
call|ring|phone you|back .. back|on|at|tomorrow|monday|tuesday|wednesday|thursday|friday|then|after|in|next|around|by
call|ring you|back
i'll|ill|i_will|we'll|well|i_can|i_could|can|shall|let_me .. call|ring|phone|follow_up|check in|touch_base|check_back
talk|speak|touch_base|catch_up|chat .. on|at|tomorrow|monday|tuesday|wednesday|thursday|friday|then|again|next
follow up
give you .. call|ring|shout|buzz
callback

[s_send]
send|email|e_mail|text|forward|shoot|drop|ping|mail you|it|that|over|the|a|them|him|her|across|this|both|those|through|something|some|out|an|my|our
send|email|text .. quote|proposal|estimate|brochure|info|information|details|link|numbers|pricing|contract|over|comparison|breakdown|deck|pdf|catalog|catalogue|samples|spec
i'll|ill|i_will|we'll|let_me|i_can|i_could|can .. send|email|text|forward|put_together|draft|prepare|write_up|have_it
proposal|quote .. over|by|to you|today|tomorrow|out|together|in_your
put .. together .. quote|proposal|numbers|something|estimate|for
in your inbox
have it .. to you

[s_book]
deposit .. card|pay|hold|now|over|link|take|of|put|<num>|and|secures
pay .. now|today|deposit|over|online|link|invoice
card number|details
place|put .. order|through
order .. placed|in|through|confirm|today|for|number
reserve|reserved|hold .. it|for_you|that|one|spot|until|the|your
invoice .. send|email|get
sign .. up|contract|agreement|paperwork|today|here|online
signed you|up
i'll|ill|we'll|well|let's|lets|i_will .. take|book|go_with|do|get .. it|one|that|both|two|the|them|him
book .. it|me|us|that|in|now
you're all set
all booked|set|confirmed|paid
deliver|delivery|delivered|drop_off|pickup|pick_up|ship .. on|at|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|by|today|between|first
crew|driver|truck|van|guys|team|installer|installers|cleaners|movers .. on|at|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|there|between|by|arrive
confirmation .. email|text|number|send|get
schedule|scheduled|book|booked .. install|installation|service|repair|cleaning|delivery|move|job

[accept]
^ yes|yeah|yep|yup|sure|okay|ok|alright|great|perfect|fine|deal|absolutely|definitely|sounds|works|cool|awesome|excellent|good|brilliant|lovely|please
works .. for|me|great|perfect|fine|better
works $
that'll|that|thatll|that'd|it will? works|work|do|suits|be_great|be_good|be_fine|be_perfect
sounds good|great|fine|perfect|okay|ok|like_a_plan|reasonable|fair
let's|lets do|go|book|try|say|make|set|meet
i'll|ill|we'll|i_will|i_can|we can .. be|take|there|do|come|make|see|swing|stop|meet|book|sign|try|wait|look_out|expect
book|sign|put me|it|us .. in|up|down
send|email|text it|me|that|them|over|something
half|at|around <num> .. better|works|fine|good|is
<num> .. works|is_good|is_fine|better|is_better|is_perfect|sounds
monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|morning|afternoon .. works|is_good|is_fine|at|then|better|suits|please|morning|afternoon|sounds
see you .. then|there|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|at|on
talk .. then|friday|monday|tomorrow|to you
perfect $
deal
agreed
yes please|maam|sir
go ahead
go for it

[dodge]
i|ima|imma|we call|ring|phone|text|email you
no i|ill|i'll call you
we'll|well|i'll|ill .. see|let_you_know|call_you|think|get_back|be_in_touch|reach_out
i'll|ill|we'll|i_will .. call|ring|contact|reach|email|text you|back|out .. if|when|back|once|later
let you know
get back to
maybe|might|perhaps|possibly
i'll|ill try
not sure .. when|if|i_can|about|yet
depends .. on
play it by
keep .. in_mind|it_in_mind|you_in_mind
if .. i need|anything|we need|i_change
look .. at it|into
reach out .. if|when
at some point
hard to say

[refuse]
no .. thanks|thank|thankyou|i|not|need
not interested
don't|dont|do_not .. want|need|send|call|bother|think_so
no no
no $
^ no i|thank|thanks|we|not|im|don't|dont
i'll|ill|we'll pass
gonna|going_to .. pass
forget it
stop .. calling
take me off
i'm|im good
never mind

[client_call]
call|ring|try|phone|text|reach me|us|back .. back|on|at|tomorrow|monday|tuesday|wednesday|thursday|friday|after|in|next|around|later|again
can|could you .. call|ring|send|email|text .. me|it|that|us|back|over|something
send|email|text|shoot me|us|it|that|over .. quote|proposal|something|info|details|it|that|in_writing|numbers|over|email
give me .. call|ring .. on|at|tomorrow|monday|tuesday|wednesday|thursday|friday|after|next|in|back|around

[contact]
at .. dot com|net|org|co
dot com|net|org|co|uk
email|gmail|yahoo|outlook
this number|same|one
number .. calling from|this|on
address
whatsapp

[p_urgency]
literally|already .. driving|on his way|coming|deposit|cash
today or .. gone|never|nothing
it's|its today or
say yes .. now|today|and
spots|places|two|one left at
other|another guys|guy|people|buyers .. ringing|calling|waiting|interested|line
lock it in .. now|today
tonight only
gone tonight|tomorrow|today
both .. say yes today
only .. today|left|until_tonight|good_today|right_now|one_left|two_left
today .. only
expires|ends|gone|goes_away .. tonight|today|midnight|when_we_hang|tomorrow|in_an_hour|by
gone .. tomorrow|tonight|when|by|today|if you
right now .. sign|decide|pay|book|commit|card|or
decide|sign|commit|book|pay|act .. right_now|now|today|tonight|before .. or|gone|price|hang
last .. one|chance|spot|unit|two|few|three .. left|at this|available|today|price|before
two|three|few|several|couple|another|other .. people|buyers|families|couples|customers|clients|guys .. coming|looking|interested|today|already|waiting|tonight|deposit
won't|wont last|be_here|be_available|be_there
when we hang up
hang up
limited time
act fast|now
spots .. left|going|filling
somebody|someone else .. will|is_going|going_to|take|grab|buy|snap|coming
snapped up
price .. goes_up|going_up|doubles|jumps .. tomorrow|tonight|midnight|when|if_you_hang
once .. i|we hang
before .. it's|its gone
can't|cant hold|guarantee .. past|after|price|until|it|tomorrow
what card
why wait
what .. waiting for
what's|whats|what is there .. to think
nothing to think

[p_scare]
die|dying|dead .. in your wall|house|bed
vanish|disappear .. buyers|rates|offer
rates go up
split up|divorce|homeless .. over
begging|beggin .. somebody|someone|me|us
going to lose|gonna lose .. credit|everything|house|rebate
throwing .. money
sleeping next to
you're|youre|you_are|you'll|youll .. lose|losing|regret|lose|sorry|kicking_yourself|stuck|liable|sued|arrested|bankrupt|homeless
regret .. it|this|that|later
lose .. your|the .. house|home|kids|license|everything|deal|money|customers
competitors .. already|will|are
die|killed|collapse|burn down|explode|flood|mold|mould|poison~|cancer .. your|kids|you|family|house|roof|if
kids|children|family|baby .. sick|breathing|danger|risk|die|hurt|unsafe|suffer
do you want .. kids|your|to_be|that_on
what if .. dies|dead|kids|fire|tomorrow
next .. victim
no_one|nobody else .. will .. help|take|lend|touch

[p_shame]
fat|lazy|embarrassing|sad .. dad|mom|mum|guy|husband
don't|dont wanna|want to be that|the .. guy|dad|mom|one
what's|whats your .. health|family|safety .. worth
can't|cant make .. decision .. own|yourself
you're|youre .. a grown|an adult|grown man
some people .. can't afford|should just
champagne taste
need .. permission
suit .. on the beach
let yourself go
do you wanna|want to .. get_in_shape|or_not|be|keep
are you .. serious|a_man|really|cheap
real man|men
your kids|family|wife|husband|health|children .. worth|deserve|cheap
worth .. it|that_to_you|more_than
don't|dont you .. care|love|want .. your|kids|family|wife|best
care about .. your|kids|family
everybody|everyone .. says|says_that|they'll|on_your_street|in_your|else .. already|has
only one .. street|block|neighborhood
you're|youre|you .. being|just .. cheap|scared|lazy|afraid
at your age
adult|grown .. man|woman|up|decision
makes .. own decisions
let .. wife|husband .. tell_you|decide_for
embarrass~|ashamed|shame
suit yourself
your loss
get serious
wear the pants
serious .. buyer|people|about
smart people
wasting .. my time

[p_push]
i'll|ill .. put_you|book_you|sign_you .. anyway|down_anyway|just_in_case
just in case
you haven't|havent .. let_me|heard|even
hear me out
let me finish

[rude]
listen .. lady|buddy|pal|man|sir|i told
stupid|idiot|moron|dumb|ridiculous|rude|attitude|tone
shut up
wasting .. time
i .. already told|just_told|said_that
don't|dont .. talk|speak .. me|that
what .. is your|your_problem
how rude
are you .. deaf|kidding|buying
get lost
whatever .. lady|man|dude
not .. my problem

[n_wrong]
wrong .. number|department|place|person|company
no_one|nobody .. by_that|here
is this .. pharmacy|hospital|doctor|pizza|school|dmv|bank|library
misdialed|misdial
sorry .. wrong
not .. this number

[n_spam]
i'm|im|am with|from !the|a|out
calling from|with|on behalf
my name's|names|name .. with|from
who would|do|should i talk|speak to
who can i talk|speak to
who .. handles|in_charge|responsible|does|makes .. purchasing|marketing|supplies|website|it|advertising|procurement|office|ordering|energy|credit_card|cleaning_contract
we .. supply|provide|offer|distribute|manufacture|help_businesses|specialize|work_with .. businesses|supplies|gloves|companies|restaurants|your|offices|clinics
your .. google_listing|website|business_listing|merchant|credit_card_processing|warranty|business .. we|is|verify|rank|expire|about
press .. one|two|<num>|nine
recorded line|message
survey
seo
merchant services
partnership .. opportunit~|with you|discuss
vendor .. registration|list
pre approved|preapproved .. loan|funding|business|line
business loan|funding|capital
extended warranty
advertis~ .. with us|magazine|space|opportunity
speak .. owner|manager|person|someone .. in_charge|responsible|about_your|purchasing|marketing
account with us
decision maker .. for

[n_job]
you're|youre|you hiring .. person|for|still|right
front desk person|position
job|jobs|position|hiring|vacancy|vacancies|opening|openings .. still|available|apply|hiring|posted|listing|open|for|about|sign
hiring
apply .. for|job|position
resume|cv|interview
looking for .. work|job
front desk job
employment
you guys hiring
help wanted
applied .. for|last

[n_service]
on your|a|our contract .. printer|again|broken|with you|down|issue
printer|system|server|line|machine|heating|boiler .. again|down|broken|playing up|done it again|not working|acting up
we're|were|im|i'm on your .. plan|contract|books|service
my order|appointment|delivery|membership|account|bill|policy|package|reservation|booking .. was|is|number|hasn't|hasnt|supposed|late|cancel|reschedule|change|status|wrong|never|still|from|i|on
order .. number|status|hasn't|hasnt|late|arrived|never|missing|wrong|supposed
track|tracking .. order|package|number
cancel|reschedule|change|move|confirm|freeze|pause|update .. my|appointment|membership|reservation|subscription|order|booking|policy|delivery
you .. installed|sold|delivered|repaired|fixed|did|replaced|put_in|serviced .. last|for_us|for_me|our|my|and|it|now|but|month|year
i .. bought|purchased|ordered|got .. from you .. and|last|it|but|month|week|it's|its
warranty .. claim|repair|covered|under|still
refund .. my|want|get|for|request|a
complaint|complain
invoice .. question|copy|paid|wrong|charged
charged .. twice|wrong|my card|me
login|password .. reset|forgot|can't|cant|not
existing customer|client|patient|member
i'm|im a .. customer|member|patient|client .. of|already|and|there|with
stopped working|won't|wont_turn|broken|leaking|broke .. you|since|that_you|after
still waiting .. on|for
technician .. was supposed|never|late|show
results .. back|ready|in
left .. my|something .. there|at_your

[pitch]
we .. offer|specialize|have|provide|do|help|make|built|developed|install|carry|include|got|deliver|run|work_with
our .. platform|service|product|system|program|package|team|most popular|best|premium|standard|basic
so what we|i do
perfect .. for you
includes|included|comes_with
lifetime|warranty|free .. on|installation|estimate|trial|consultation|delivery|warranty
great|popular|best|top .. car|option|model|seller|plan|deal|condition|choice|rated
i'd|id|i_would .. recommend|suggest|go_with|put
recommend|suggest
special|promotion|promo|deal|discount .. on|running|going|right|this
for a .. new_patient|home your|house|business
you'd|youd|you'll|youll|you .. get|want|need .. with
ideal for
it'll|itll|it .. texts|automates|handles|saves|gives|lets
one owner
state of the art
quartz|granite|stainless

[transfer]
sorry about the wait|hold
got you now
put through
transferred|transferring|passed|put .. me|you|through|over
they|she|he|someone .. transferred|passed|put .. me
i was .. transferred|told

[not_objection]
not .. expensive|bad|terrible

[hurt]
rude|rudeness|unpleasant|disrespectful|insulting|insulted|unprofessional|attitude
how dare you
talk|speak|talking|speaking to me .. like|that way|in that
that tone
tone .. your|that|of
no need .. rude|be like that|talk
who .. do you think .. you are
what .. is your problem
i'll|ill|i'm|im .. report|complain|leave a review|speak to your manager

[o_sure]
not interested
no thanks|thank
don't|dont need|want .. it|that|one|any|this|anything
too|very|so|pretty expensive|pricey|steep|dear
that's|thats|it's|its .. expensive|steep|pricey
more than .. i|we .. expected|wanted|thought|budgeted|planned|hoped
i|we|ill|well|let|need|want|have .. think about|it_over|on_it
sleep on it
talk|speak|check|run|discuss .. to|with|by|past .. husband|wife|partner|boss|manager|owner|director|dad|mom|mum|parents|fiance|sister|brother|daughter|son
take .. off .. list
stop calling
cant|can't|couldn't|couldnt afford
