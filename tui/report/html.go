package report

import (
	"fmt"
	"html/template"
	"io"
)

// page is the whole page: its own styles, no script, nothing fetched from
// anywhere, fit for paper.
const page = `<!doctype html>
<html lang="{{.Lang}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{{.Title}}</title>
<style>
:root{--ink:#1c2430;--soft:#5b6675;--rule:#d9dee5;--ground:#fff;--a:#b4432f;--b:#e0a23b;--good:#2b7a4b;--bad:#b4432f}
*{box-sizing:border-box}
body{margin:0 auto;max-width:860px;padding:32px 24px 48px;background:var(--ground);color:var(--ink);
 font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
h1{font-size:26px;line-height:1.2;margin:0}
h2{font-size:17px;margin:32px 0 8px;padding-bottom:4px;border-bottom:1px solid var(--rule)}
p{margin:8px 0}
.sub{color:var(--soft);margin:4px 0 16px}
.lead{font-size:18px;font-weight:600}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th{font-weight:500;color:var(--soft);font-size:13px;text-align:left;vertical-align:bottom}
th,td{padding:5px 10px 5px 0;border-bottom:1px solid var(--rule)}
td.r,th.r{text-align:right}
td:last-child,th:last-child{padding-right:0}
svg{display:block;width:100%;height:auto;margin:8px 0 12px;font:12px system-ui,sans-serif}
svg .s0{fill:var(--a)}svg .s1{fill:var(--b)}
svg text{fill:var(--soft)}svg .v,svg .l{text-anchor:middle}svg .f{text-anchor:end;fill:var(--ink)}
svg .axis{stroke:var(--rule)}
.key span{display:inline-block;margin-right:16px;color:var(--soft);font-size:13px}
.key i{display:inline-block;width:10px;height:10px;margin-right:6px}
.k0{background:var(--a)}.k1{background:var(--b)}
.foot{color:var(--soft);font-size:13px;margin-top:24px}
ul{margin:8px 0;padding-left:20px}
figure{margin:0}
@media print{body{max-width:none;padding:0;font-size:11pt}h2{break-after:avoid}tr,figure,li{break-inside:avoid}thead{display:table-header-group}
 @page{margin:16mm}rect,.key i{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e6e9ee;--soft:#9aa5b4;--rule:#333c48;--ground:#161b22;--a:#e0705b;--b:#e6b45c}}
</style>
</head>
<body>
<h1>{{.Title}}</h1>
{{with .Subtitle}}<p class="sub">{{.}}</p>{{end}}
{{range $i, $p := .Lead}}<p{{if eq $i 0}} class="lead"{{end}}>{{$p}}</p>
{{end}}
{{range .Blocks}}<section>
<h2>{{.Title}}</h2>
{{range .Lead}}<p>{{.}}</p>
{{end}}{{if .Items}}<ul>{{range .Items}}<li>{{.}}</li>
{{end}}</ul>
{{end}}{{with .Drawing}}<figure>{{.}}{{end}}{{if .Key}}<p class="key">{{range $i, $n := .Key}}<span><i class="k{{$i}}"></i>{{$n}}</span>{{end}}</p>
{{end}}{{if .Drawing}}</figure>
{{end}}{{if .Rows}}<table>
<thead><tr>{{range .Head}}<th{{if .Right}} class="r"{{end}}>{{.Text}}</th>{{end}}</tr></thead>
<tbody>
{{range .Rows}}<tr>{{range .}}<td{{if .Right}} class="r"{{end}}>{{.Text}}</td>{{end}}</tr>
{{end}}</tbody>
</table>
{{end}}</section>
{{end}}{{if .Foot}}<div class="foot">{{range .Foot}}<p>{{.}}</p>{{end}}</div>
{{end}}</body>
</html>
`

type pageCell struct {
	Text  string
	Right bool
}

type pageBlock struct {
	Title   string
	Lead    []string
	Items   []string
	Drawing template.HTML
	Key     []string
	Head    []pageCell
	Rows    [][]pageCell
}

// writeHTML writes a document as one page that needs nothing beside itself.
func (d document) writeHTML(w io.Writer) error {
	tmpl, err := template.New("page").Parse(page)
	if err != nil {
		return fmt.Errorf("read the page's template: %w", err)
	}
	data := struct {
		Lang, Title, Subtitle string
		Lead, Foot            []string
		Blocks                []pageBlock
	}{Lang: string(d.texts.Lang), Title: d.title, Subtitle: d.subtitle, Lead: d.lead, Foot: d.foot}
	for _, b := range d.blocks {
		if !b.empty() {
			data.Blocks = append(data.Blocks, d.pageBlock(b))
		}
	}
	return tmpl.Execute(w, data)
}

func (d document) pageBlock(b block) pageBlock {
	p := pageBlock{Title: b.title, Lead: b.lead, Items: b.items, Drawing: b.chart.SVG()}
	if len(b.chart.bars) > 0 && len(b.chart.names) > 1 {
		p.Key = b.chart.names
	}
	shown := b.table.shown()
	for _, c := range shown {
		p.Head = append(p.Head, pageCell{b.table.columns[c].title, b.table.columns[c].kind != kindText})
	}
	if len(shown) == 0 {
		return p
	}
	for _, row := range b.table.rows {
		var cells []pageCell
		for _, c := range shown {
			kind := b.table.columns[c].kind
			cells = append(cells, pageCell{d.say(kind, row[c]), kind != kindText})
		}
		p.Rows = append(p.Rows, cells)
	}
	return p
}
