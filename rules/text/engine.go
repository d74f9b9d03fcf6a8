package text

// engineEntries are the sentences about an evaluation: reasons, warnings and the steps of explain.
var engineEntries = Entries{}
