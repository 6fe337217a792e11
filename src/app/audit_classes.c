/*
 * Every byte class that a workspace stores: what it is, and who can read it.  A test compares
 * the columns with the schema, and docs/privacy.md with both.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/audit.h"

#define HOST	   "host"
#define PUBLIC	   "anybody: it is published"
#define RECIPIENTS "holders of a recipient's key; to the host it is noise"

const struct byte_class audit_columns[] = {
	/* canvass.db */
	{ "survey.name", "the survey's name: form and wave", PUBLIC },
	{ "survey.form_text", "the form, as frozen at the opening", PUBLIC },
	{ "survey.form_hash", "a hash of that text", PUBLIC },
	{ "survey.state", "waiting, open or closed", PUBLIC },
	{ "survey.expected", "how many people could answer, by the author's word",
	  PUBLIC },
	{ "survey.unconfirmed", "whether it is a rehearsal", PUBLIC },
	{ "survey.invented", "whether its answers are invented", PUBLIC },
	{ "survey.opened", "the day on which it opened", PUBLIC },
	{ "survey.closed", "the day on which it closed", PUBLIC },
	{ "survey.page_size", "size of a page of its answers file", HOST },
	{ "survey.box_len", "size of every sealed answer, the same for all", HOST },
	{ "survey.padded", "size of every answer before sealing, the same for all",
	  HOST },
	{ "survey.check_key", "key of the check words on posters; opens no answer",
	  HOST },
	{ "recipient.survey", "the survey whose answers are sealed to a key", HOST },
	{ "recipient.number", "the key's number in the list", HOST },
	{ "recipient.key", "the public half of a recipient's key", PUBLIC },
	{ "recipient.confirmed", "whether its holder has shown that it works", HOST },
	{ "recipient.canary", "a sealed trial message for that key", RECIPIENTS },
	{ "recipient.canary_hash", "a hash of what the trial message says", HOST },
	{ "link.code", "the code on a poster, the same for all who scan it", PUBLIC },
	{ "link.survey", "the survey to which the code leads", PUBLIC },
	{ "link.place", "where the poster hangs, by the author's word", PUBLIC },
	{ "link.place_number", "the place's random number, as sealed answers bear it",
	  HOST },
	{ "link.headcount", "how many people pass there, by the author's word", HOST },
	{ "link.closed", "whether the code is closed", PUBLIC },
	{ "ledger.survey", "the survey of which something was released", PUBLIC },
	{ "ledger.number", "the release's number", PUBLIC },
	{ "ledger.line",
	  "what was released and on which day: published numbers, from how many batches",
	  PUBLIC },
	{ "tick.id", "a number drawn at random; tells nothing of order", HOST },
	{ "tick.survey", "the survey whose quotes are ticked", HOST },
	{ "tick.sealed", "which quote a recipient passed, and with which words taken out",
	  RECIPIENTS },
	{ "note.survey", "the survey whose comments are coded", HOST },
	{ "note.kind", "the codebook, or which of the two coders; never who", HOST },
	{ "note.sealed", "themes, and which comment carries which; whole 16 KiB", RECIPIENTS },
	/* answers/<survey>.db */
	{ "head.one", "always 1", HOST },
	{ "head.survey", "the survey to which the file belongs", HOST },
	{ "head.box_len", "size of every sealed answer", HOST },
	{ "head.homes", "slots in which an answer's place can begin", HOST },
	{ "head.slots", "slots in all", HOST },
	{ "head.filled", "how many slots bear an answer; shown in tens only", HOST },
	{ "head.open_batch", "number of the batch that takes answers", HOST },
	{ "head.open_filled", "how many answers are in that batch; shown to nobody",
	  HOST },
	{ "head.day", "day of the last check whether a batch may close", HOST },
	{ "head.clean", "whether the file was closed in good order", HOST },
	{ "secret.one", "always 1", HOST },
	{ "secret.ticket_key", "turns a form's ticket into a slot; destroyed at the end",
	  HOST },
	{ "secret.draft_key", "seals drafts in people's own pages; destroyed at the end",
	  HOST },
	{ "secret.gone", "whether both keys are destroyed", HOST },
	{ "slot.place", "the slot's number; tells nothing of order", HOST },
	{ "slot.cell",
	  "a batch number, an id made of a ticket, and a sealed answer; or zeros",
	  RECIPIENTS },
	{ "slip.place", "the slip's number; tells nothing of the order of printing", HOST },
	{ "slip.cell",
	  "a print run's number and a keyed hash of a slip's code; zeros once used", HOST },
	{ "slip_run.number", "a print run's number", HOST },
	{ "slip_run.slips", "how many slips were printed in it", HOST },
	{ "slip_run.withdrawn", "whether what was left of it was withdrawn", HOST },
};
const size_t audit_column_count = ARRAY_LEN(audit_columns);

const struct byte_class audit_files[] = {
	{ "canvass.yaml", "settings", HOST },
	{ "canvass.db", "surveys, forms, links, releases: what those who ask decided",
	  HOST },
	{ "canvass.db-journal", "exists while a command writes canvass.db", HOST },
	{ "forms/", "form files, as authors write them", PUBLIC },
	{ "exports/", "releases: published tables and words", PUBLIC },
	{ "answers/<survey>.db", "sealed answers in slots", RECIPIENTS },
	{ "answers/<survey>.db-wal", "the log while a door runs; empty at rest",
	  RECIPIENTS },
	{ "answers/<survey>.db-shm", "the index of that log", HOST },
	{ "answers/<survey>.db-journal", "exists while a file is made", HOST },
	{ "answers/<survey>.db.left", "how many batches have left", HOST },
	{ "answers/lock", "who may write: empty", HOST },
	{ "answers/reserve", "room kept for a full disk: no data", HOST },
	{ "answers/door.sock", "the socket through which commands reach the door", HOST },
};
const size_t audit_file_count = ARRAY_LEN(audit_files);
