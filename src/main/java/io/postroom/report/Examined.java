package io.postroom.report;

import org.bson.BsonValue;

/// What of a stored document matters to the takeover: its `_id`, of whatever type, and whether it is a report message.
record Examined(BsonValue id, boolean fits) {}
