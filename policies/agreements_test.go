package policies

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"merit/engine"
	"merit/engine/facts"
	"merit/rules/diag"
	"merit/rules/edit"
	"merit/rules/text"
)

// ships returns the agreements that ship as they stand, or with one file
// changed by the pairs of old and new text.
func ships(t *testing.T, file string, pairs ...string) []*diag.Source {
	t.Helper()
	sources, err := ReadFS(Shipped)
	if err != nil {
		t.Fatal(err)
	}
	changed := file == ""
	for i, src := range sources {
		if src.Name == file {
			text := strings.NewReplacer(pairs...).Replace(string(src.Bytes))
			changed = text != string(src.Bytes)
			sources[i] = diag.NewSource(file, []byte(text))
		}
	}
	if !changed {
		t.Fatalf("%s has nothing of %q", file, pairs)
	}
	return sources
}

func compiled(t *testing.T, sources []*diag.Source) *engine.Snapshot {
	t.Helper()
	snapshot, _, problems := Check(sources)
	if snapshot == nil {
		t.Fatal(problems.Err())
	}
	return snapshot
}

// asked evaluates a request and returns the answer, or why it is refused.
func asked(t *testing.T, snapshot *engine.Snapshot, request string) (*engine.Evaluation, error) {
	t.Helper()
	req, problems := facts.Read(diag.NewSource("request.json", []byte(request)), facts.DefaultLimits)
	if problems.HasErrors() {
		t.Fatal(problems.Err())
	}
	return snapshot.Evaluate(req)
}

// TestRenamedMetric renames a metric of the base and wants every agreement
// that builds on it named, each once, and nothing else.
func TestRenamedMetric(t *testing.T) {
	_, _, problems := Check(ships(t, "metrics-base.toml", `id     = "resolved"`, `id     = "settled"`, `metric         = "resolved"`, `metric         = "settled"`))
	named := map[string]bool{}
	for _, d := range problems {
		var b bytes.Buffer
		_ = diag.Printer{Lang: "en"}.Print(&b, diag.List{d})
		for _, id := range []string{"service-agent", "service-probation", "service-leaver", "service-quarter", "crs-standard", "crs-levels", "help-desk", "call-agent", "loyalty"} {
			if strings.Contains(b.String(), id+".toml") {
				named[id] = true
			}
		}
	}
	for id, want := range map[string]bool{
		"service-agent": true, "service-probation": true, "service-leaver": true, "service-quarter": true,
		"crs-standard": false, "crs-levels": false, "help-desk": false, "call-agent": false, "loyalty": false,
	} {
		if named[id] != want {
			t.Errorf("%s is named: %v, want %v\n%v", id, named[id], want, problems.Err())
		}
	}
}

// crsRequest is one of crs-standard, of a team.
const crsRequest = `{"specialist":"E1","period":"2026-03","attributes":{"role":"crs","team":%q,"level":1},"inputs":{
"base_bonus":3000,"promoters":55,"detractors":5,"nps_answers":100,"tickets_closed":100,"first_response":30,
"first_contact_resolved":75,"resolved_24h":95,"repeat_7d":15,"exam":85,"training_assigned":4,"training_done":4,
"crm_fields":200,"crm_filled":190,"customers_start":150,"customers_lost":3,"hv_start":20,"hv_kept":19,"audits":150,"audit_errors":0,
"surveys":[{"score":5},{"score":5},{"score":5},{"score":5},{"score":5},{"score":5},{"score":5},{"score":5},{"score":2},{"score":2}]}}`

// TestPilotBesideTheAgreement runs the pilot in its team, beside what is
// paid, and rolls it out to another by widening whom it applies to.
func TestPilotBesideTheAgreement(t *testing.T) {
	before := ships(t, "")
	after := ships(t, "crs-nps-pilot.toml", `team == "east"`, `team in ["east", "north"]`)
	for _, tt := range []struct {
		sources []*diag.Source
		team    string
		pilots  int
	}{{before, "east", 1}, {before, "north", 0}, {after, "north", 1}, {after, "south", 0}} {
		e, err := asked(t, compiled(t, tt.sources), fmt.Sprintf(crsRequest, tt.team))
		if err != nil {
			t.Fatal(err)
		}
		if e.Policy.ID != "crs-standard" || e.Payout == nil || e.Payout.Amount != "3600.00" || len(e.Pilots) != tt.pilots {
			t.Fatalf("%s: %s pays %v beside %d pilots, want %d", tt.team, e.Policy.ID, e.Payout, len(e.Pilots), tt.pilots)
		}
		if tt.pilots == 1 && (e.Pilots[0].Policy.ID != "crs-nps-pilot" || *e.Pilots[0].Score <= *e.Score) {
			t.Errorf("%s: the pilot is %+v of a score of %v", tt.team, e.Pilots[0], *e.Score)
		}
	}
	changes := edit.Compare(compiled(t, before).Policies(), compiled(t, after).Policies())
	if len(changes) != 1 || len(changes[0].Changes) != 1 || changes[0].Changes[0].What != "applies" {
		t.Errorf("a rollout changes %+v, want whom the pilot applies to", changes)
	}
}

// TestHireDate pays nothing for days nobody knows: without the day of hiring
// the evaluation is held, with one that is none it is refused and named.
func TestHireDate(t *testing.T) {
	snapshot := compiled(t, ships(t, ""))
	request := func(hired string) string {
		return `{"specialist":"E1","period":"2026-03","attributes":{"role":"service-agent","status":"probation"` + hired + `},"inputs":{
"base_bonus":2000,"complaints":0,"praises":1,"training_assigned":1,"training_done":1,"audits":50,"audit_errors":0,"solved_in_day":1,
"quality":4,"mystery":4,"own_points":1,"team_points":5,"team_size":5,"team_met":95,"team_all":100,"exam_before":80,"exam_now":85,
"ratings":[],"surveys":[],"contacts":[{"customer":"A","topic":"t","at":"2026-03-02T09:00:00+08:00","wait":1,"resolved":true}]}}`
	}
	e, err := asked(t, snapshot, request(""))
	if err != nil || e.Status != "held" || e.Payout != nil || len(e.Reasons) == 0 {
		t.Errorf("without a day: %+v, %v", e, err)
	}
	if e, err = asked(t, snapshot, request(`,"hired":"2026-03-17"`)); err != nil || e.Status != "final" {
		t.Errorf("with a day: %+v, %v", e, err)
	}
	for _, wrong := range []string{"2026-02-30", "17/3/2026", "三月十七日", ""} {
		_, err := asked(t, snapshot, request(fmt.Sprintf(`,"hired":%q`, wrong)))
		if err == nil || !strings.Contains(err.Error(), "hired") && !strings.Contains(err.Error(), "入职日期") {
			t.Errorf("hired on %q: %v, want it refused by name", wrong, err)
		}
	}
}

// TestFineIsBounded hands the limits of the law on with the fine: a fifth of
// the month's wage at most, and never below the minimum wage.
func TestFineIsBounded(t *testing.T) {
	e, err := asked(t, compiled(t, ships(t, "")), `{"specialist":"E1","period":"2026-03","attributes":{"role":"service-agent","status":"regular"},
"history":[{"period":"2026-02","score":90,"grade":"A","vetoed":false,"metrics":{"loss":{"value":300}}}],"inputs":{
"base_bonus":2000,"complaints":0,"praises":1,"training_assigned":1,"training_done":1,"audits":50,"audit_errors":0,"solved_in_day":1,
"quality":4,"mystery":4,"own_points":1,"team_points":5,"team_size":5,"team_met":95,"team_all":100,"exam_before":80,"exam_now":85,"lost_money":500,
"ratings":[],"surveys":[],"contacts":[{"customer":"A","topic":"t","at":"2026-03-02T09:00:00+08:00","wait":1,"resolved":true}]}}`)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range e.Outcomes {
		if o.ID != "fine" {
			continue
		}
		if o.MaxWageShare == nil || *o.MaxWageShare != 0.2 || !o.MinimumWage {
			t.Errorf("the fine is %+v, want it bounded by a fifth of the wage and the minimum wage", o)
		}
		return
	}
	t.Errorf("the second loss is not fined: %+v", e.Outcomes)
}

// TestRepeatsBeyondThePeriod counts a contact of the last day that is followed
// in the first days of the next month, up to 168 hours and no second more.
func TestRepeatsBeyondThePeriod(t *testing.T) {
	snapshot := compiled(t, ships(t, ""))
	call := func(at string) string {
		return `{"customer":"A","topic":"t","at":"` + at + `+08:00","answered":true,"wait":1,"talk":100}`
	}
	other := strings.Repeat(`,{"customer":"B","topic":"t","at":"2026-03-02T09:00:00+08:00","answered":true,"wait":1,"talk":100}`, 4)
	for after, want := range map[string]float64{"2026-04-07T10:00:00": 80, "2026-04-07T10:00:01": 100, "2026-04-01T00:00:00": 80} {
		e, err := asked(t, snapshot, `{"specialist":"E1","period":"2026-03","attributes":{"role":"call-agent"},
"inputs":{"base_bonus":1000,"calls":[`+call("2026-03-31T10:00:00")+other+`]},"ahead":{"calls":[`+call(after)+`]}}`)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range e.Metrics {
			if m.ID == "once" && (m.Value == nil || *m.Value != want) {
				t.Errorf("called again at %s: %+v, want %v", after, m, want)
			}
			if m.ID == "answered" && *m.Whole != 5 {
				t.Errorf("the call of April counts: %v", *m.Whole)
			}
		}
	}
}

// TestMonthsBecomeAQuarter answers three months and hands the answers on as
// they are.
func TestMonthsBecomeAQuarter(t *testing.T) {
	snapshot := compiled(t, ships(t, ""))
	var parts []string
	for i, lost := range []int{5, 5, 10} {
		month := fmt.Sprintf(`{"specialist":"E1","period":"2026-%02d","attributes":{"role":"customer-admin"},"inputs":{"base_bonus":2000,
"opening":100,"lost":%d,"introduced":5,"signed":4,"surveyed":20,"reordered":30,"records_audited":50,"records_correct":50,
"surveys":[],"contacts":[],"requests":[]}}`, i+1, lost)
		e, err := asked(t, snapshot, month)
		if err != nil || e.Payout == nil {
			t.Fatalf("%v, %v", e, err)
		}
		b, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, string(b))
	}
	quarter := `{"specialist":"E1","period":"2026-Q1","attributes":{"role":"customer-admin"},"inputs":{"projects_due":1,"projects_done":1,"ratings":[],"courses":[]},"parts":[%s]}`
	e, err := asked(t, snapshot, fmt.Sprintf(quarter, strings.Join(parts, ",")))
	if err != nil || e.Status != "final" || e.Payout != nil {
		t.Fatalf("%+v, %v", e, err)
	}
	if m := e.Metrics[1]; m.ID != "churn" || *m.Part != 20 || *m.Whole != 300 {
		t.Errorf("churn of the quarter: %+v, want 20 of 300", m)
	}
	e, err = asked(t, snapshot, fmt.Sprintf(quarter, strings.Join(parts[:2], ",")))
	if err != nil || e.Status != "held" || e.Payout != nil {
		t.Errorf("two months of three: %+v, %v", e, err)
	}
}

// TestSourcesAreShown names where data come from in the agreement and in the
// explanation of an evaluation, model output among them.
func TestSourcesAreShown(t *testing.T) {
	snapshot := compiled(t, ships(t, ""))
	for _, p := range snapshot.Policies() {
		if p.ID.Text != "loyalty" {
			continue
		}
		shown := string(edit.ShowMarkdown(p, text.ZH))
		for _, source := range []string{"客户访谈", "在线反馈", "问卷", "模型"} {
			if !strings.Contains(shown, "| "+source+" |") {
				t.Errorf("the agreement does not show data from %s", source)
			}
		}
	}
	e, err := asked(t, snapshot, strings.Replace(`{"specialist":"E1","period":"2026-Q1","explain":true,"attributes":{"role":"loyalty-manager"},"inputs":{"base_bonus":9000,
"satisfied":90,"asked":100,"promoters":60,"detractors":10,"nps_answers":100,"reordered":40,"customers_in":100,"customers_out":105,"customers_new":10,
"clv_now":1050,"clv_before":1000,"treated":100,"treated_kept":65,"control":100,"control_kept":60}}`, "\n", "", -1))
	if err != nil {
		t.Fatal(err)
	}
	b, _ := json.Marshal(e.Explain)
	if !strings.Contains(string(b), `"source":"模型"`) || e.Payouts[1].Due != "2027-03-31" {
		t.Errorf("payouts %+v, explained by %s", e.Payouts, b)
	}
}

// TestEachAlone: every shipped file can be checked by itself, what it extends
// and rolls up being found beside it.
func TestEachAlone(t *testing.T) {
	files, err := filepath.Glob("*.toml")
	if err != nil || len(files) < 20 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		if IsTest(name) {
			continue
		}
		sources, err := ReadPaths(name)
		if err != nil {
			t.Fatal(err)
		}
		if snapshot, _, problems := Check(sources, Beside(sources)...); snapshot == nil {
			t.Errorf("%s: %v", name, problems.Err())
		}
	}
}
