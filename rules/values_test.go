package rules

import (
	"math/big"
	"testing"
)

// Rules: D7
func TestPercent(t *testing.T) {
	tests := map[string]string{
		"60%": "0.6", "0%": "0", "62.50%": "0.625", " 7 % ": "0.07", "-5%": "-0.05", "100.0%": "1",
		"": "", "%": "", "60": "", "6e1%": "", "1/3%": "", ".5%": "", "5.%": "", "1_0%": "", "60%%": "", "0x1%": "", "六十%": "", "60％": "", "1.2.3%": "", "--1%": "",
	}
	for in, want := range tests {
		got := ""
		if r, ok := percent(in); ok {
			got = decimal(r)
		}
		if got != want {
			t.Errorf("percent(%q) = %q, want %q", in, got, want)
		}
	}
}

// Rules: I1
func TestNames(t *testing.T) {
	tests := map[string]bool{
		"a": true, "A1": true, "_": true, "客户数": true, "a_b": true, "é": true,
		"": false, "1a": false, "a b": false, "a-b": false, "a.b": false, "ａ": false, "１": false, "a１": false, "e\u0301": false, "$env": false, "#": false, "a\u200b": false,
	}
	for name, want := range tests {
		if isName(name) != want {
			t.Errorf("isName(%q) = %v", name, !want)
		}
	}
	for id, want := range map[string]bool{"crs-standard": true, "a.b": true, "客户-1": true, "..": false, "-a": false, ".a": false, "1a": false, "a/b": false, "": false} {
		if isPolicyID(id) != want {
			t.Errorf("isPolicyID(%q) = %v", id, !want)
		}
	}
}

// Rules: D5, I1a
func TestCurrencies(t *testing.T) {
	for code, want := range map[string]int{"CNY": 2, "USD": 2, "EUR": 2, "JPY": 0, "KRW": 0, "VND": 0, "KWD": 3, "TND": 3, "HKD": 2, "CLF": 4} {
		if got, ok := minorDigits(code); !ok || got != want {
			t.Errorf("minorDigits(%s) = %d, %v; want %d", code, got, ok, want)
		}
	}
	for _, code := range []string{"", "RMB", "cny", "XAU", "XXX", "CNY "} {
		if isCurrency(code) {
			t.Errorf("%q is taken for a currency", code)
		}
	}
	for code := range minorUnits {
		if len(code) != 3 {
			t.Errorf("%q in the table is not a code", code)
		}
	}
	if len(minorUnits) < 160 {
		t.Errorf("only %d currencies", len(minorUnits))
	}
}

// Rules: D4, D6
func TestDecimalAndGrid(t *testing.T) {
	for in, want := range map[string]string{"100": "100", "99.990": "99.99", "1/3": "0.333333", "-0.5": "-0.5"} {
		r, _ := new(big.Rat).SetString(in)
		if got := decimal(r); got != want {
			t.Errorf("decimal(%s) = %s, want %s", in, got, want)
		}
	}
	r, _ := new(big.Rat).SetString("59.995")
	if onGrid(r, 2) || !onGrid(r, 3) || onGrid(big.NewRat(1, 3), 6) {
		t.Error("onGrid is wrong about 59.995 or 1/3")
	}
}
