/*
 * canvass survey open FORM.yaml: checks a form, freezes it, and opens a survey with it: at
 * once as a rehearsal, else when every recipient has shown that his key works.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <unistd.h>

#include "app/app.h"
#include "app/canary.h"
#include "app/form_file.h"
#include "app/plan_hash.h"
#include "summary/summary.h"

#define PUBLIC_FILE_MOST 4096u
#define WAVE_MOST	 32u
#define EXPECTED_MOST	 1000000u

static bool
wave_good(const char *wave, struct err *err)
{
	size_t len = strlen(wave);
	size_t fine = strspn(wave, "abcdefghijklmnopqrstuvwxyz0123456789-");

	if (!len || len > WAVE_MOST || fine != len || *wave == '-')
		return err_set(
			err, ERR_USAGE,
			"--wave %s: at most %u small letters, digits and dashes, no dash first",
			wave, WAVE_MOST);
	return true;
}

/* frozen: the form with its translations, as the survey keeps it. */
static struct form *
read_form(const struct call *call, struct buf *frozen, struct arena *a, struct err *err)
{
	unsigned long expected = 0;
	struct err why = { .code = ERR_NONE };
	struct diags diags;
	struct form *form;
	SCOPED(buf) text;
	SCOPED(buf) problems;

	buf_init(&text, 0);
	buf_init(&problems, 0);
	if (!flag_number(call, "expected", 1, EXPECTED_MOST, &expected, err))
		return NULL;
	form = form_file_freeze(call, call->args[0], (unsigned)expected, &text, &diags, a,
				frozen, &why);
	if (!form && why.code != ERR_NONE) {
		err_set(err, why.code, "%s", why.text);
		return NULL;
	}
	diags_print(&diags, &problems);
	fputs(problems.data ? problems.data : "", stderr);
	if (!form)
		err_set(err, ERR_INPUT, "%s has %zu error%s; nothing was opened",
			call->args[0], diags.errors, diags.errors == 1 ? "" : "s");
	return form;
}

static bool
take_recipient(const struct call *call, const char *path, struct survey *survey,
	       struct err *err)
{
	struct recipient to;
	SCOPED(buf) text;

	buf_init(&text, 0);
	if (survey->recipient_count == STORE_RECIPIENTS)
		return err_set(err, ERR_USAGE, "more than %d recipients",
			       STORE_RECIPIENTS);
	if (!file_read_named(call, path, PUBLIC_FILE_MOST, &text, err))
		return false;
	if (!recipient_parse(text.data ? text.data : "", text.len, &to, err))
		return err_add(err, "%s", path);
	for (unsigned i = 0; i < survey->recipient_count; i++)
		if (memcmp(survey->recipients[i].key, to.key, SEAL_PUBLIC) == 0)
			return err_set(err, ERR_INPUT, "%s: this key is named twice",
				       path);
	memcpy(survey->recipients[survey->recipient_count++].key, to.key, SEAL_PUBLIC);
	return true;
}

static bool
take_recipients(const struct call *call, struct survey *survey, struct err *err)
{
	const char *path;

	if (!flag_needed(call, "to", err))
		return false;
	for (size_t i = 0; (path = flag_value_at(call, "to", i)); i++)
		if (!take_recipient(call, path, survey, err))
			return false;
	return true;
}

static bool
take_expected(const struct form *form, struct survey *survey, struct err *err)
{
	if (!form->expected)
		return err_set(
			err, ERR_USAGE,
			"the form does not say how many people are expected: give --expected N");
	survey->expected = form->expected;
	return true;
}

static bool
fill_survey(const struct call *call, const struct form *form, const struct buf *text,
	    struct survey *survey, struct arena *a, struct err *err)
{
	const char *wave = flag_value(call, "wave");

	*survey = (struct survey){ .state = SURVEY_WAITING, .opened = -1, .closed = -1 };
	snprintf(survey->name, sizeof(survey->name), "%s@%s", form->id, wave);
	survey->form_text = text->data;
	survey->form_len = text->len;
	seal_hash(survey->form_hash, text->data, text->len, NULL, 0);
	survey->unconfirmed = flag_value(call, "unconfirmed") != NULL;
	return take_recipients(call, survey, err) &&
	       take_expected(form, survey, err) &&
	       survey_measure(survey, form, err) && survey_secrets(survey, a, err);
}

/* An answers file without a row in canvass.db is somebody's data: it is not taken over. */
static bool
name_is_free(const struct call *call, const struct survey *survey, struct arena *a,
	     struct err *err)
{
	const char *path =
		path_join(a, call->dir, arena_printf(a, "answers/%s.db", survey->name));

	if (file_there(path))
		return err_set(err, ERR_CREATE,
			       "%s is there already; choose another --wave", path);
	return true;
}

static void
tell(const struct survey *survey, const struct plan *plan)
{
	struct recipient list[SEAL_RECIPIENTS];
	char print[24], hash[PLAN_HASH_HEX];

	plan_hash_of(plan, hash);
	say("plan of %zu tables, SHA-256 %s", plan->question_count, hash);
	survey_recipients(survey, list);
	recipients_fingerprint(list, survey->recipient_count, print);
	if (survey->recipient_count == 1)
		say("warning: one recipient only: if that key or its passphrase is lost, so "
		    "are all answers; name a recovery key with a second --to");
	else
		say("if all %u keys are lost, so are the answers",
		    survey->recipient_count);
	say("fingerprint of the recipients, as the first page shows it: %s", print);
	if (survey->unconfirmed)
		say("open at once, with keys that nobody has tried: a rehearsal, and every export "
		    "says so");
	else
		say("it opens when each key was shown to work: canvass key confirm %s --key FILE",
		    survey->name);
}

/*
 * The row in canvass.db.  A rehearsal whose opening broke off (a full disk, say) is taken up
 * again, with the keys that the first try drew.
 */
static bool
add_row(struct store *st, struct survey *survey, struct arena *a, struct err *err)
{
	struct survey old;
	struct err why = { .code = ERR_NONE };

	if (survey_add(st, survey, &why))
		return true;
	if (why.code == ERR_CREATE && survey->unconfirmed &&
	    survey_get(st, survey->name, &old, a, NULL) && old.unconfirmed &&
	    old.state == SURVEY_WAITING &&
	    old.recipient_count == survey->recipient_count &&
	    memcmp(old.form_hash, survey->form_hash, sizeof(old.form_hash)) == 0) {
		*survey = old;
		return true;
	}
	if (err)
		*err = why;
	return false;
}

/* Never over a file that is there: that name may be a key's. */
static bool
write_canary(const struct call *call, const struct survey *survey, struct err *err)
{
	const char *path = flag_value(call, "canary");
	SCOPED(buf) canary;

	buf_init(&canary, 0);
	if (!path)
		return true;
	canary_write(survey, &canary);
	return file_create(path, canary.data, canary.len, 0644, err);
}

static bool
open_it(struct call *call, struct store *st, const struct form *form,
	const struct buf *text, struct arena *a, struct err *err)
{
	struct survey survey;
	const struct plan *plan = plan_make(form, a);
	const char *canary = flag_value(call, "canary");

	if (!plan_good(plan, err) || !fill_survey(call, form, text, &survey, a, err) ||
	    !name_is_free(call, &survey, a, err) ||
	    !write_canary(call, &survey, err))
		return false;
	if (!add_row(st, &survey, a, err)) {
		if (canary)
			unlink(canary);
		return false;
	}
	if (survey.unconfirmed && !survey_begin(st, &survey, day_today(), err))
		return false;
	tell(&survey, plan);
	printf("%s\n", survey.name);
	return true;
}

bool
cmd_survey_open(struct call *call, struct err *err)
{
	const char *wave = flag_needed(call, "wave", err);
	struct arena *a = arena_new(0);
	struct store *st = NULL;
	struct form *form;
	SCOPED(buf) frozen;
	bool good = false;

	buf_init(&frozen, 0);
	if (wave && wave_good(wave, err) &&
	    (st = store_open(call->dir, STORE_WRITES, err)) &&
	    (form = read_form(call, &frozen, a, err)))
		good = open_it(call, st, form, &frozen, a, err);
	store_close(st);
	arena_free(a);
	return good;
}
