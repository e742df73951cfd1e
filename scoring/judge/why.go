package judge

// The codes of scoring.Why that this package gives. TimesMS holds the moments
// of the sentence in the order of the call, Count its number. tui/lang has a
// sentence for each.
const (
	WhyNontarget = "nontarget"  // no sales talk, so the item cannot apply
	WhyLeftEarly = "left_early" // the client cut off the opening

	WhyGreetingFull      = "greeting_full"       // greeting, name and company; TimesMS: the greeting
	WhyGreetingNoName    = "greeting_no_name"    // no name was given
	WhyGreetingNoCompany = "greeting_no_company" // no company was given
	WhyGreetingNone      = "greeting_none"       // no greeting, or nothing but a greeting
	WhyGreetingTransfer  = "greeting_transfer"   // the recording starts with a transfer

	WhyNeedAsked = "need_asked" // Count questions before the offer; TimesMS: the questions
	WhyNeedOne   = "need_one"   // one question before the offer; TimesMS: the question, the offer
	WhyNeedNone  = "need_none"  // none before the offer; TimesMS: the offer

	WhyPriceAfterNeed  = "price_after_need"  // TimesMS: the first question, the price
	WhyPriceBeforeNeed = "price_before_need" // named before any question; TimesMS: the price
	WhyPriceNever      = "price_never"       // the client asked and got no figure; TimesMS: the question, the answer
	WhyPricePromised   = "price_promised"    // a firm moment was given when the price will come; TimesMS: the question, the promise
	WhyPriceNoTalk     = "price_no_talk"     // nobody spoke of the price

	WhyObjectionsAnswered = "objections_answered" // Count objections, all answered; TimesMS: the objections
	WhyObjectionsSome     = "objections_some"     // Count of them unanswered; TimesMS: those
	WhyObjectionsNone     = "objections_none"     // Count of them, none answered; TimesMS: those
	WhyObjectionsAbsent   = "objections_absent"   // the client raised none

	WhyStepAgreed     = "step_agreed"      // an action with its time; TimesMS: the agreement
	WhyStepNoTime     = "step_no_time"     // an action without a time; TimesMS: the action
	WhyStepNotTaken   = "step_not_taken"   // a time that the client did not accept; TimesMS: the offer
	WhyStepRefused    = "step_refused"     // an action that the client refused; TimesMS: the offer
	WhyStepNone       = "step_none"        // nothing was offered; TimesMS: the last turn of substance
	WhyPressureNone   = "pressure_none"    // no pressure
	WhyPressurePushed = "pressure_pushed"  // pushed again after Count refusals; TimesMS: the turn
	WhyPressureHaste  = "pressure_urgency" // made-up urgency
	WhyPressureScare  = "pressure_scare"   // threats and scare talk
	WhyPressureShame  = "pressure_shame"   // shaming

	WhyQualified     = "qualified"      // Count facts were found out; TimesMS: where
	WhyQualifiedOne  = "qualified_one"  // one fact; TimesMS: where
	WhyQualifiedNone = "qualified_none" // none

	// The items of a user's own list.
	WhySaid        = "said"         // it was said; TimesMS: where
	WhyNotSaid     = "not_said"     // it was not said in the searched stretch
	WhySaidBadly   = "said_badly"   // what must not be said was said; TimesMS: where
	WhyNothingBad  = "nothing_bad"  // nothing that must not be said
	WhyOrderRight  = "order_right"  // TimesMS: both
	WhyOrderWrong  = "order_wrong"  // TimesMS: what came too early
	WhyNotReached  = "not_reached"  // the second event never came
	WhyAnswered    = "answered"     // Count occasions, each answered; TimesMS: the occasions
	WhyNotAnswered = "not_answered" // Count occasions without an answer; TimesMS: those
	WhyNoOccasion  = "no_occasion"  // nothing called for an answer
	WhyCounted     = "counted"      // it was said Count times; TimesMS: where
)
