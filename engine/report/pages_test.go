package report

import (
	"fmt"
	"strings"
	"testing"

	"merit/rules"
	"merit/rules/text"
)

// department is six people of one team and one of another.
func department() *Report {
	var results []Result
	for i := range 6 {
		r := month(fmt.Sprintf("人%d", i), "2026-03", float64(70+i), float64(30-i))
		r.Dimensions = []Dimension{{ID: "d", Title: "客户评价", Weight: 60, Score: float64(70 + i)}, {ID: "e", Title: "培训", Weight: 40, Score: 50}}
		r.Outcomes = []Outcome{{"relisten", "coaching", "复听录音"}}
		results = append(results, r)
	}
	alone := month("独行者", "2026-03", 80, 20)
	alone.Team = "一人团队"
	g := guide()
	g.dimensions[[2]string{"p", "d"}] = &rules.Dimension{Perspective: "customer"}
	by, _ := ParseField("score")
	return New(append(results, alone), Options{
		Order: Order{By: by, Guide: g}, Ranked: true, ByTeam: "team", Least: 5, Previous: func(string) string { return "" }, Quality: &Quality{},
	})
}

// TestPersonPage: a person's page holds their own figures and places and
// names nobody else.
func TestPersonPage(t *testing.T) {
	for _, leaf := range department().Leaves(text.ZH) {
		page := leaf.Page.HTML()
		switch {
		case leaf.Kind == "person":
			for i := range 6 {
				if other := fmt.Sprintf("人%d", i); other != leaf.Name && strings.Contains(page, other) {
					t.Errorf("the page of %s names %s", leaf.Name, other)
				}
			}
			if leaf.Name == "人5" && (!strings.Contains(page, "2/7") || !strings.Contains(page, "75%")) {
				t.Errorf("the page of 人5 lacks its place or its value:\n%s", page)
			}
		case leaf.Name == "一人团队":
			t.Error("a team of one has a page")
		}
	}
}

// TestPerspectives: dimensions roll up to the perspective they name.
func TestPerspectives(t *testing.T) {
	r := department()
	for _, team := range r.Teams {
		if team.Withheld {
			continue
		}
		if len(team.Angles) != 1 || team.Angles[0].ID != "customer" || *team.Angles[0].Score != 72.5 {
			t.Errorf("perspectives %+v, want customer at 72.5", team.Angles)
		}
	}
	if page := r.Page(text.EN).Markdown(); !strings.Contains(page, "by dimension: ") {
		t.Error("the report tells no dimensions")
	}
}

// TestPageEscapes: names come from files and mean nothing in a page.
func TestPageEscapes(t *testing.T) {
	p := &Page{Title: "<b>", Sections: []Section{{Title: "a|b", Notes: []string{"<script>x</script>"}, Columns: []string{"c"}, Rows: [][]Cell{{{Text: "[x](javascript:y)|z"}}}}}}
	for form, out := range map[string]string{"html": p.HTML(), "markdown": p.Markdown()} {
		if strings.Contains(out, "<script>") || strings.Contains(out, "<b>") || form == "markdown" && strings.Contains(out, "[x](") {
			t.Errorf("%s lets markup through:\n%s", form, out)
		}
	}
}

// TestAbilities: a person's page shows every metric over the periods, a gap
// where it was not there.
func TestAbilities(t *testing.T) {
	february, march := month("a", "2026-02", 70, 30), month("a", "2026-03", 80, 25)
	february.Metrics = february.Metrics[:1]
	march.Metrics[1].Title = "首次响应"
	by, _ := ParseField("score")
	r := New([]Result{february, march}, Options{Order: Order{By: by, Guide: guide()}, Least: 5, Previous: func(string) string { return "" }, Quality: &Quality{}})
	page := r.Leaves(text.ZH)[0].Page.Markdown()
	for _, want := range []string{"| 指标 | 2026-02 | 2026-03 |", "| csat | 80 | 80 |", "| 首次响应 | – | 80 |"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
}
