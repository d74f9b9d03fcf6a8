package text

// suiteEntries are the sentences about examples and tests.
var suiteEntries = Entries{}
