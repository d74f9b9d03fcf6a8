package text

// policyEntries are the sentences about policies.
var policyEntries = Entries{}
