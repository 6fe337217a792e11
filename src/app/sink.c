/*
 * Seals answers and hands them over in groups of up to 256, one synced transaction each.  A
 * group whose acknowledgement is late is sent again: its tickets make it count once.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <time.h>

#include "answer/answer.h"
#include "app/sink.h"
#include "store/add.h"
#include "web/hatch.h"

enum { FLUSH_TRIES = 5, CHECKPOINT_MS = 300 };

struct sink {
	const struct survey *survey;
	struct writer writer;
	struct answers_file *file;	 /* under the lock */
	struct answers_secrets *secrets; /* locked memory; NULL with a door */
	struct recipient to[SEAL_RECIPIENTS];
	char about[SURVEY_NAME + 32];
	unsigned char *boxes; /* SINK_GROUP of them */
	unsigned char tickets[SINK_GROUP][TICKET_BYTES];
	size_t count, stored;
	uint64_t checkpoint; /* when the log was emptied last */
	struct buf record;
};

void
sink_close(struct sink *s)
{
	if (!s)
		return;
	answers_close(s->file);
	secret_free(s->secrets);
	writer_cleanup(&s->writer);
	secret_wipe(s->record.data, s->record.room);
	buf_free(&s->record);
	free(s->boxes);
	free(s);
}

static bool
open_file(struct sink *s, int day, struct err *err)
{
	s->file = answers_open(s->writer.lock, s->survey->name, err);
	if (!s->file)
		return false;
	s->secrets = secret_new(sizeof(*s->secrets));
	answers_secrets(s->file, s->secrets);
	if (s->secrets->ticket_gone)
		return err_set(err, ERR_INPUT, "%s is closed: it takes no more answers",
			       s->survey->name);
	return answers_close_batch(s->file, day, false, err);
}

struct sink *
sink_open(const char *dir, const struct survey *survey, int day, struct err *err)
{
	struct sink *s = mem_new(1, sizeof(*s));

	s->survey = survey;
	s->boxes = mem_new(SINK_GROUP, survey->box_len);
	s->checkpoint = clock_ms();
	buf_init(&s->record, 0);
	survey_recipients(survey, s->to);
	about_records(survey->name, s->about, sizeof(s->about));
	if (writer_get(dir, &s->writer, err) &&
	    (s->writer.hatch || open_file(s, day, err)))
		return s;
	sink_close(s);
	return NULL;
}

size_t
sink_stored(const struct sink *s)
{
	return s->stored;
}

bool
sink_full(const struct sink *s)
{
	return s->count == SINK_GROUP;
}

bool
sink_put(struct sink *s, const struct answers *answers, uint32_t place, struct err *err)
{
	const struct survey *survey = s->survey;
	unsigned too_long = 0;
	bool good;

	if (sink_full(s))
		die("sink_put: the group is full");
	buf_clear(&s->record);
	if (!record_write(answers, place, survey_record_most(survey), &s->record,
			  &too_long))
		return err_set(
			err, ERR_INPUT,
			"the texts are too long together for one answer; the longest is \"%s\"",
			answers->form->questions[too_long].id);
	good = box_seal(s->boxes + s->count * survey->box_len, survey->padded,
			s->record.data ? s->record.data : "", s->record.len, s->about,
			s->to, survey->recipient_count, err);
	secret_wipe(s->record.data, s->record.len);
	if (!good)
		return false;
	rand_bytes(s->tickets[s->count++], TICKET_BYTES);
	return true;
}

static bool
through_door(struct sink *s, struct err *err)
{
	struct hatch_item items[SINK_GROUP];

	for (size_t i = 0; i < s->count; i++) {
		memcpy(items[i].ticket, s->tickets[i], TICKET_BYTES);
		items[i].box = s->boxes + i * s->survey->box_len;
		items[i].result = SLOT_FAILED;
	}
	return hatch_add(s->writer.hatch, s->survey->name, s->survey->box_len, items,
			 s->count, err);
}

static bool
into_file(struct sink *s, struct err *err)
{
	struct slot_add items[SINK_GROUP];
	bool busy;

	for (size_t i = 0; i < s->count; i++) {
		ticket_id(s->tickets[i], s->secrets->ticket_key, items[i].id);
		items[i].box = s->boxes + i * s->survey->box_len;
		items[i].slip = NULL; /* who submits has the workspace, and needs none */
		items[i].result = SLOT_FAILED;
	}
	if (!answers_add(s->file, items, s->count, err))
		return false;
	for (size_t i = 0; i < s->count; i++)
		if (items[i].result == SLOT_FAILED)
			return err_set(err, ERR_IO, "the store refused an answer");
	if (clock_ms() - s->checkpoint < CHECKPOINT_MS)
		return true;
	s->checkpoint = clock_ms();
	return answers_checkpoint(s->file, &busy, err);
}

bool
sink_flush(struct sink *s, struct err *err)
{
	const struct timespec pause = { 0, 300 * 1000000L };
	struct err why = { .code = ERR_NONE };
	size_t count = s->count;
	bool good = !count;

	for (unsigned i = 0; !good && i < FLUSH_TRIES; i++) {
		if (i)
			nanosleep(&pause, NULL);
		why = (struct err){ .code = ERR_NONE };
		good = s->writer.hatch ? through_door(s, &why) : into_file(s, &why);
		if (!good && (why.code != ERR_BUSY || !s->writer.hatch))
			break;
	}
	s->count = 0;
	if (good)
		s->stored += count;
	else if (err)
		*err = why;
	return good;
}

bool
sink_next_day(struct sink *s, int day, struct err *err)
{
	if (!s->file)
		return err_set(err, ERR_BUSY, "a door runs on this workspace");
	return answers_close_batch(s->file, day, false, err);
}
