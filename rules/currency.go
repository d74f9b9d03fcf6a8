package rules

import "strings"

// currencies are the codes of ISO 4217 in force, by how many digits their
// minor unit has. Precious metals, bond units and test codes are left out:
// nobody is paid in them.
var currencies = map[int]string{
	0: `BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF`,
	2: `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW
	    CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR
	    ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV
	    MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD
	    SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG`,
	3: `BHD IQD JOD KWD LYD OMR TND`,
	4: `CLF UYW`,
}

var minorUnits = func() map[string]int {
	m := map[string]int{}
	for digits, codes := range currencies {
		for _, code := range strings.Fields(codes) {
			m[code] = digits
		}
	}
	return m
}()

// minorDigits returns how many digits the minor unit of a currency has.
func minorDigits(code string) (digits int, ok bool) {
	digits, ok = minorUnits[code]
	return digits, ok
}

func isCurrency(code string) bool {
	_, ok := minorUnits[code]
	return ok
}
