/*
 * Makes the demo's workspace.  What is against the rules elsewhere, a key and its passphrase
 * on the host, is done here on purpose, for a demonstration alone, and said so.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answer/answer.h"
#include "app/canary.h"
#include "app/demo.h"
#include "app/invent.h"
#include "app/release.h"
#include "app/sink.h"

enum { BATCHES = 6, DAYS_OPEN = 28 };

/* A wave that is over. */
struct past {
	const char *name;
	const struct profile *profile;
	size_t answers;
	uint64_t seed;
	int days_ago; /* opened */
};

struct making {
	const struct demo_order *order;
	const char *dir; /* where it is made */
	struct arena *arena;
	struct store *store;
	struct secret_key *keys[DEMO_KEYS];
	struct recipient to[DEMO_KEYS];
	struct buf form_text;
	struct form *form;
};

/* ---- keys ------------------------------------------------------------------------ */

static bool
make_key(struct making *m, size_t i, const char *name, const char *pass, struct err *err)
{
	char words[TICKET_CHARS + 2];
	SCOPED(buf) secret;
	SCOPED(buf) public;
	const char *path = path_join(m->arena, m->dir, name);
	bool good;

	buf_init(&secret, 0);
	buf_init(&public, 0);
	ticket_new(words); /* 128 random bits serve well as a passphrase */
	good = key_make(words, TICKET_CHARS, &secret, &public, err) &&
	       file_create(path, secret.data, secret.len, 0600, err) &&
	       file_create(arena_printf(m->arena, "%s.pub", path), public.data,
			   public.len, 0644, err) &&
	       recipient_parse(public.data, public.len, &m->to[i], err);
	if (good)
		m->keys[i] = key_open(secret.data, secret.len, words, TICKET_CHARS, err);
	snprintf(words + TICKET_CHARS, 2, "\n");
	good = good && m->keys[i] &&
	       file_create(path_join(m->arena, m->dir, pass), words, TICKET_CHARS + 1,
			   0600, err);
	secret_wipe(words, sizeof(words));
	return good;
}

static bool
make_keys(struct making *m, struct err *err)
{
	return make_key(m, 0, DEMO_KEY, DEMO_PASS, err) &&
	       make_key(m, 1, DEMO_KEY_2, DEMO_PASS_2, err);
}

/* ---- surveys --------------------------------------------------------------------- */

static bool
read_form(struct making *m, struct err *err)
{
	const char *path = path_join(m->arena, m->dir, "forms/hampshire.yaml");
	struct diags diags;

	if (!file_read(path, 1u << 20, &m->form_text, err))
		return false;
	diags_init(&diags, path, m->form_text.data, m->form_text.len, m->arena);
	m->form = form_parse(m->form_text.data, m->form_text.len, &diags);
	if (!m->form)
		return err_set(err, ERR_BUG, "the shipped form has errors: %s",
			       diags.count ? diags.items[0].message : "");
	return true;
}

/* answers: invented ones; 0 if people are to answer. */
static bool
add_survey(struct making *m, const char *name, bool invented, size_t answers, int day,
	   struct survey *out, struct err *err)
{
	*out = (struct survey){ .state = SURVEY_WAITING,
				.opened = -1,
				.closed = -1,
				.form_text = m->form_text.data,
				.form_len = m->form_text.len,
				.expected = m->form->expected,
				.invented = invented,
				.unconfirmed = !invented,
				.recipient_count = DEMO_KEYS };
	str_fit(out->name, sizeof(out->name), name);
	seal_hash(out->form_hash, out->form_text, out->form_len, NULL, 0);
	for (size_t i = 0; i < DEMO_KEYS; i++)
		memcpy(out->recipients[i].key, m->to[i].key, SEAL_PUBLIC);
	if (out->expected < answers)
		out->expected = (unsigned)answers;
	return survey_measure(out, m->form, err) && survey_secrets(out, m->arena, err) &&
	       survey_add(m->store, out, err) && survey_begin(m->store, out, day, err);
}

/* One invented answer, as a line of JSON through the checks that everybody's answers pass. */
static bool
put_invented(struct making *m, const struct past *past, struct dice *dice,
	     struct sink *sink, struct err *err)
{
	struct arena *a = arena_new(0);
	struct answers *answers = answers_new(m->form, a);
	struct json *object;
	SCOPED(buf) line;
	SCOPED(buf) warnings;
	bool good;

	buf_init(&line, 0);
	buf_init(&warnings, 0);
	invent_answer(m->form, past->profile, dice, &line);
	object = json_parse(line.data, line.len, a, err);
	good = object && accept_json(answers, object, 0, &warnings, err);
	if (good && warnings.len)
		good = err_set(err, ERR_BUG, "an invented answer was refused: %.180s",
			       warnings.data);
	good = good && sink_put(sink, answers, 0, err);
	arena_free(a);
	return good;
}

static bool
put_answers(struct making *m, const struct past *past, const struct survey *survey,
	    int day, struct err *err)
{
	struct sink *sink = sink_open(m->dir, survey, day, err);
	struct progress progress = { 0 };
	struct dice dice;
	size_t answers = past->answers, each = answers / BATCHES + 1;
	bool good = sink != NULL;

	dice_seed(&dice, past->seed);
	for (size_t i = 0; good && i < answers; i++) {
		progress_show(&progress, "invented %zu %%", i * 100 / answers);
		good = put_invented(m, past, &dice, sink, err);
		if (good && (sink_full(sink) || i + 1 == answers || (i + 1) % each == 0))
			good = sink_flush(sink, err);
		if (good && (i + 1) % each == 0)
			good = sink_next_day(sink, ++day, err);
	}
	progress_end(&progress);
	sink_close(sink);
	return good;
}

/* Each key opens the survey's own small message, as it would before the first answer. */
static bool
confirm_keys(struct making *m, const struct survey *survey, struct err *err)
{
	unsigned which;

	for (size_t i = 0; i < DEMO_KEYS; i++)
		if (!canary_open_here(survey, m->keys[i], &which, err) ||
		    !survey_confirm(m->store, survey->name, m->to[i].key, err))
			return false;
	return true;
}

static bool
make_past(struct making *m, const struct past *past, struct survey *out, struct err *err)
{
	int opened = day_today() - past->days_ago;

	if (!add_survey(m, past->name, true, past->answers, opened, out, err) ||
	    !confirm_keys(m, out, err) || !put_answers(m, past, out, opened, err))
		return false;
	out->state = SURVEY_OPEN;
	return survey_end(m->store, out, opened + DAYS_OPEN, err) &&
	       survey_get(m->store, past->name, out, m->arena, err);
}

/* Coded first, then released: what a release has told of themes stands. */
static bool
read_past(struct making *m, const struct survey *survey, uint64_t seed, struct err *err)
{
	struct demo_comments comments = { .workspace = m->dir,
					  .survey = survey,
					  .form = m->form,
					  .keys = { m->keys[0], m->keys[1] },
					  .seed = seed };

	return demo_comments_do(&comments, err);
}

/*
 * Words of the team's that name a number which these answers keep hidden stop a release, rightly:
 * then it is made without them.
 */
static bool
release(struct making *m, struct release_order *order, struct err *err)
{
	struct release_made made;
	struct err why = { .code = ERR_NONE };

	order->workspace = m->dir;
	order->key = m->keys[0];
	order->dir = path_join(m->arena, m->dir, "exports");
	if (release_make(order, &made, m->arena, &why))
		return true;
	if (why.code != ERR_INPUT || !order->words)
		return err_set(err, why.code, "%s", why.text);
	say("so few answers hide a number that the team's words name: they are left out");
	order->words = NULL;
	return release_make(order, &made, m->arena, err);
}

static bool
make_link(struct store *st, char out[STORE_CODE], struct err *err)
{
	struct link link = { .headcount = 0 };

	str_fit(link.survey, sizeof(link.survey), DEMO_OPEN);
	if (!link_issue(st, &link, 1, err))
		return false;
	str_fit(out, STORE_CODE, link.code);
	return true;
}

static bool
make_waves(struct making *m, const struct call *call, struct err *err)
{
	size_t answers = m->order->answers;
	struct past before = { .name = DEMO_BEFORE,
			       .profile = &invent_hampshire_before,
			       .answers = answers - answers / 8,
			       .seed = ~m->order->seed,
			       .days_ago = 150 },
		    earlier = { .name = DEMO_EARLIER,
				.profile = &invent_hampshire,
				.answers = answers,
				.seed = m->order->seed,
				.days_ago = 60 };
	struct release_order of_before = { .call = call, .survey = DEMO_BEFORE },
			     of_earlier = { .call = call, .survey = DEMO_EARLIER };
	bool many = answers >= DEMO_MANY;
	struct survey survey;

	if (!many &&
	    (!make_past(m, &before, &survey, err) ||
	     !read_past(m, &survey, before.seed, err) || !release(m, &of_before, err)))
		return false;
	if (!make_past(m, &earlier, &survey, err))
		return false;
	if (many)
		return release(m, &of_earlier, err);
	of_earlier.words = path_join(m->arena, m->dir, DEMO_WORDS);
	of_earlier.since[of_earlier.since_count++] =
		path_join(m->arena, m->dir, "exports/" DEMO_BEFORE "/summary.json");
	return read_past(m, &survey, earlier.seed, err) && release(m, &of_earlier, err);
}

static bool
fill(struct making *m, struct err *err)
{
	/* Files that a release names are told in full: nothing else of a call is asked for. */
	struct call call = { .dir = m->dir };
	struct survey open;
	char code[STORE_CODE];

	if (!workspace_make(m->dir, NULL, err) || !make_keys(m, err) ||
	    !read_form(m, err))
		return false;
	m->store = store_open(m->dir, STORE_WRITES, err);
	return m->store && make_waves(m, &call, err) &&
	       add_survey(m, DEMO_OPEN, false, 0, day_today(), &open, err) &&
	       make_link(m->store, code, err) &&
	       demo_room(&call, m->store, m->to, DEMO_KEYS, m->arena, err);
}

/* ---- beside, and renamed --------------------------------------------------------- */

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static bool
make_in(struct making *m, struct err *err)
{
	char *beside = arena_printf(m->arena, "%s.XXXXXX", m->order->dir);
	bool good;

	if (!mkdtemp(beside))
		return err_from(err, errno, ERR_CREATE, "making", m->order->dir);
	m->dir = beside;
	good = fill(m, err);
	store_close(m->store);
	m->store = NULL;
	if (good && (chmod(beside, 0750) != 0 || rename(beside, m->order->dir) != 0))
		good = errno == ENOTEMPTY || errno == EEXIST
			       ? err_set(err, ERR_CREATE,
					 "%s is there, is not empty and is no workspace; name "
					 "another folder",
					 m->order->dir)
			       : err_from(err, errno, ERR_CREATE, "making",
					  m->order->dir);
	if (!good) /* ours alone: its name was drawn a moment ago */
		nftw(beside, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return good;
}

bool
demo_make(const struct demo_order *order, struct err *err)
{
	struct making m = { .order = order, .arena = arena_new(0) };
	bool good;

	buf_init(&m.form_text, 0);
	good = make_in(&m, err);
	for (size_t i = 0; i < DEMO_KEYS; i++)
		secret_key_free(m.keys[i]);
	buf_free(&m.form_text);
	arena_free(m.arena);
	return good;
}

bool
demo_code(const char *dir, char out[STORE_CODE], struct err *err)
{
	struct arena *a = arena_new(0);
	struct store *st = store_open(dir, STORE_WRITES, err);
	struct survey survey;
	struct link *links;
	size_t count, i = 0;
	bool good = st && survey_get(st, DEMO_OPEN, &survey, a, err) &&
		    link_all(st, DEMO_OPEN, &links, &count, a, err);

	if (good && survey.state != SURVEY_OPEN)
		good = err_set(
			err, ERR_INPUT,
			"%s was closed in %s; name another folder, or remove this one",
			DEMO_OPEN, dir);
	while (good && i < count && links[i].closed)
		i++;
	if (good && i < count)
		str_fit(out, STORE_CODE, links[i].code);
	else if (good)
		good = make_link(st, out, err);
	store_close(st);
	arena_free(a);
	return good;
}
