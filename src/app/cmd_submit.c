/*
 * canvass submit SURVEY FILE: answers from a file, one JSON object a line, through the same
 * checks and the same sealing as the door's.  Reads as it goes: the file may be larger than
 * memory.  Good lines are stored; bad ones come out unchanged, to be mended and sent again.
 *
 * Whoever types a paper return in is not who wrote it: nobody is asked here whether words may stay.
 * What `when found: refuse` keeps out at the door is rejected here too; else the words are stored,
 * and it is said how many answers have such.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <unistd.h>

#include "answer/answer.h"
#include "answer/redact.h"
#include "app/app.h"
#include "app/sink.h"
#include "form/wording.h"

#define LINE_MOST (1u << 20)

struct run {
	const char *path;
	const struct form *form;
	struct redactor *redactor;
	struct sink *sink;
	uint32_t place;
	unsigned month_now;
	size_t line, good, rejected; /* good: in the sink or stored */
	size_t marked;	  /* of the good ones: with words that redaction marks */
	size_t safe_line; /* all lines up to here are dealt with */
	struct progress progress;
};

/* "FILE:LINE: warning: words" for each line of what the checks noticed. */
static void
put_warnings(const struct run *r, struct buf *warnings)
{
	for (char *at = warnings->data, *stop; at && *at; at = stop) {
		stop = strchr(at, '\n');
		if (stop)
			*stop++ = '\0';
		else
			stop = at + strlen(at);
		say("%s:%zu: warning: %s", r->path, r->line, at);
	}
}

/* The first mark that may not stay: its question and what it looks like, never the words. */
static bool
refuse(const struct run *r, const struct marks *marks, struct err *err)
{
	const struct speech english = speech_of(NULL, 0);

	for (size_t i = 0; i < marks->count; i++) {
		const struct redaction *found = &marks->texts[i].found;
		const char *id = r->form->questions[marks->texts[i].question].id;

		for (size_t k = 0; k < found->count; k++) {
			unsigned class = found->spans[k].class;

			if (!found->spans[k].certain)
				continue;
			if (class == REDACT_REMOVED)
				return err_set(
					err, ERR_INPUT,
					"\"%s\" cannot be looked through: write it more "
					"simply",
					id);
			return err_set(
				err, ERR_INPUT,
				"\"%s\" has what looks like %s: take it out", id,
				word_in((enum word)(WORD_FOUND_NAME + class), &english));
		}
	}
	return true;
}

static bool
look(struct run *r, const struct answers *answers, struct arena *a, struct err *err)
{
	const struct marks *marks = marks_find(r->redactor, answers, a);

	if (r->form->privacy.refuse && marks->certain)
		return refuse(r, marks, err);
	r->marked += marks->count > 0;
	return true;
}

static bool
take_answer(struct run *r, const char *text, size_t len, struct arena *a, struct err *err)
{
	struct answers *answers = answers_new(r->form, a);
	struct json *object;
	SCOPED(buf) warnings;

	buf_init(&warnings, 0);
	if (len > LINE_MOST)
		return err_set(err, ERR_INPUT, "a line of %zu bytes; at most %u", len,
			       LINE_MOST);
	if (memchr(text, '\0', len))
		return err_set(err, ERR_INPUT, "a NUL byte stands in this line");
	object = json_parse(text, len, a, err);
	if (!object)
		return false;
	if (object->type != JSON_MAP)
		return err_set(err, ERR_INPUT,
			       "one answer is one object: {\"id\": value, ...}");
	if (!accept_json(answers, object, r->month_now, &warnings, err))
		return false;
	if (!look(r, answers, a, err))
		return false;
	put_warnings(r, &warnings);
	return sink_put(r->sink, answers, r->place, err);
}

static bool
store_group(struct run *r, struct err *err)
{
	if (!sink_flush(r->sink, err))
		return err_add(
			err,
			"stopped: lines up to %zu are dealt with, send those from %zu again",
			r->safe_line, r->safe_line + 1);
	r->safe_line = r->line;
	return true;
}

/* Where the object begins and how long it is: without blanks behind it, and on the first line
 * without the mark that some editors begin a file with. */
static size_t
object_len(const struct run *r, const char **line, size_t len)
{
	if (r->line == 1 && len >= 3 && memcmp(*line, "\xef\xbb\xbf", 3) == 0) {
		*line += 3;
		len -= 3;
	}
	while (len && (*line)[len - 1] && strchr(" \t\r\n", (*line)[len - 1]))
		len--;
	return len;
}

static bool
take_line(struct run *r, const char *line, size_t len, struct err *err)
{
	struct arena *a = arena_new(0);
	struct err why = { .code = ERR_NONE };
	const char *from = line;
	size_t text = object_len(r, &from, len);

	if (text && take_answer(r, from, text, a, &why)) {
		r->good++;
	} else if (text) {
		r->rejected++;
		say("%s:%zu: %s", r->path, r->line, why.text);
		fwrite(line, 1, len, stdout);
		if (line[len - 1] != '\n')
			putchar('\n');
	}
	arena_free(a);
	return !sink_full(r->sink) || store_group(r, err);
}

static bool
take_file(struct run *r, struct err *err)
{
	bool input = str_same(r->path, "-");
	FILE *from = input ? stdin : fopen(r->path, "re");
	char *line = NULL;
	size_t room = 0;
	ssize_t len;
	bool good = true;

	if (!from)
		return err_from(err, errno, ERR_IO, "reading", r->path);
	errno = 0;
	while (good && (len = getline(&line, &room, from)) > 0) {
		r->line++;
		good = take_line(r, line, (size_t)len, err);
		progress_show(&r->progress, "%zu lines", r->line);
	}
	if (good && ferror(from))
		good = err_from(err, errno, ERR_IO, "reading", r->path);
	/* What stands in the group is good, even if the file ended badly. */
	if (good || ferror(from))
		good = store_group(r, good ? err : NULL) && good;
	progress_end(&r->progress);
	secret_wipe(line, room);
	free(line);
	if (!input)
		fclose(from);
	return good;
}

static bool
link_place(const struct call *call, struct store *st, const struct survey *survey,
	   uint32_t *out_place, struct err *err)
{
	const char *typed = flag_value(call, "link");
	char code[CODE_CHARS + 1], slip[SLIP_CHARS + 1];
	struct link link;

	*out_place = 0;
	if (!typed)
		return true;
	if (slip_read(typed, slip))
		return err_set(err, ERR_INPUT,
			       "a slip is used on its own page; leave --link out");
	if (!code_read(typed, code))
		return err_set(err, ERR_MISSING, "--link %s: this is no code", typed);
	if (!link_get(st, code, &link, err))
		return false;
	if (!str_same(link.survey, survey->name))
		return err_set(err, ERR_INPUT, "--link %s leads to %s, not to %s", code,
			       link.survey, survey->name);
	if (link.closed)
		return err_set(err, ERR_INPUT, "--link %s is closed", code);
	*out_place = link.place_number;
	return true;
}

static bool
is_open(const struct survey *survey, struct err *err)
{
	if (survey->state == SURVEY_WAITING)
		return err_set(err, ERR_BUSY,
			       "%s is not open yet: it waits for canvass key confirm",
			       survey->name);
	if (survey->state == SURVEY_CLOSED)
		return err_set(err, ERR_INPUT, "%s is closed: it takes no more answers",
			       survey->name);
	return true;
}

static bool
redactor_for(struct run *r, struct err *err)
{
	const struct privacy *privacy = &r->form->privacy;
	const struct redact_options options = { .patterns = privacy->patterns,
						.pattern_count = privacy->pattern_count };

	r->redactor = redactor_new(&options, err);
	return r->redactor != NULL;
}

static bool
submit(struct call *call, const struct survey *survey, struct run *r, struct err *err)
{
	bool good;

	r->path = call->args[1];
	r->month_now = month_at_day(day_today());
	if (!str_same(r->path, "-") && access(r->path, R_OK) != 0)
		return err_from(err, errno, ERR_IO, "reading", r->path);
	r->sink = sink_open(call->dir, survey, day_today(), err);
	if (!r->sink)
		return false;
	good = take_file(r, err);
	say("stored %zu answer%s of %s, rejected %zu", sink_stored(r->sink),
	    sink_stored(r->sink) == 1 ? "" : "s", r->path, r->rejected);
	if (r->marked)
		say("%zu of them ha%s words that could tell who somebody is; stored as they "
		    "are",
		    r->marked, r->marked == 1 ? "s" : "ve");
	sink_close(r->sink);
	if (good && r->rejected)
		return err_set(
			err, ERR_INPUT,
			"mend the rejected line%s, on standard output, and submit %s again",
			r->rejected == 1 ? "" : "s", r->rejected == 1 ? "it" : "them");
	return good;
}

bool
cmd_submit(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	struct store *st = store_open(call->dir, STORE_READS, err);
	struct survey survey;
	struct run r = { .path = NULL };
	bool good;

	good = st && survey_get(st, call->args[0], &survey, a, err) &&
	       is_open(&survey, err) && link_place(call, st, &survey, &r.place, err) &&
	       (r.form = survey_form(&survey, a, err)) && redactor_for(&r, err) &&
	       submit(call, &survey, &r, err);
	redactor_free(r.redactor);
	store_close(st);
	arena_free(a);
	return good;
}
