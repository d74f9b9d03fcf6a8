package text

// formulaEntries are the sentences about formulas.
var formulaEntries = Entries{}
