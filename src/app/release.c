/*
 * From closed batches to a release: what was published before is read from the ledger, counted
 * anew from the batches of then, and audited together with what is to be published now.
 *
 * The order of writing is what keeps ledger and files together: files beside, the ledger's entry,
 * the files' names.  Killed before the entry, there is no release; killed after it, the next
 * command finds nothing new and writes that very release.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/batch_file.h"
#include "app/plan_hash.h"
#include "app/release_inside.h"

/* ---- where it comes from ----------------------------------------------------------- */

static const char *
hash_hex(const unsigned char *hash, size_t len, struct arena *a)
{
	char *hex = arena_alloc(a, 2 * len + 1, 1);

	hex_encode(hex, 2 * len + 1, hash, len);
	return hex;
}

static bool
from_store(struct release *r, struct release_line **lines, size_t *count)
{
	struct store *st = store_open(r->order->workspace, STORE_READS, r->err);
	bool good = st &&
		    survey_get(st, r->order->survey, &r->survey, r->arena, r->err) &&
		    release_all(st, r->order->survey, lines, count, r->arena, r->err);

	store_close(st);
	return good &&
	       batches_of_survey(r->order->workspace, &r->survey, &r->batches, r->err);
}

static bool
from_file(struct release *r, const char *path, struct release_line **lines, size_t *count)
{
	struct batch_file file = { .batches = NULL };

	r->ticks.file = ticks_beside(path, r->arena);
	r->codes.file = codes_beside(path, r->arena);
	if (!batch_file_read(path, &file, r->arena, r->err))
		return false;
	r->survey = file.survey;
	r->batches = file.batches;
	*lines = file.releases;
	*count = file.release_count;
	return str_same(file.survey.name, r->order->survey) ||
	       err_set(r->err, ERR_INPUT, "%.100s holds batches of %s, not of %s", path,
		       file.survey.name, r->order->survey);
}

static bool
read_form(struct release *r)
{
	char *plan_hash = arena_alloc(r->arena, PLAN_HASH_HEX, 1);

	r->form = survey_form(&r->survey, r->arena, r->err);
	if (!r->form)
		return false;
	r->plan = plan_make(r->form, r->arena);
	plan_hash_of(r->plan, plan_hash);
	r->plan_hash = plan_hash;
	r->form_hash =
		hash_hex(r->survey.form_hash, sizeof(r->survey.form_hash), r->arena);
	return plan_good(r->plan, r->err);
}

static bool
source_open(struct release *r)
{
	const char *from = r->order->from ? release_named(r, r->order->from) : NULL;
	struct release_line *lines;
	size_t count;

	if (!(from ? from_file(r, from, &lines, &count)
		   : from_store(r, &lines, &count)) ||
	    !read_form(r))
		return false;
	r->closed = r->batches ? batches_closed(r->batches) : 0;
	r->ticks.workspace = r->codes.workspace = r->order->workspace;
	r->ticks.survey = r->codes.survey = r->survey.name;
	return release_join(r, from ? from : "canvass.db", lines, count) &&
	       release_ledger_suits(r);
}

/* ---- the policy -------------------------------------------------------------------- */

static unsigned
larger(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

/* That of the last release, or else the form's; raised if the order says so, never lowered. */
static bool
choose_policy(struct release *r)
{
	const struct ledger_entry *last = ledger_last(&r->ledger);
	unsigned wanted = r->order->smallest_group;
	struct policy raised, *now = &r->policy;

	*now = last ? last->policy : policy_from(r->form);
	if (wanted && wanted < now->threshold)
		return err_set(
			r->err, ERR_INPUT,
			"the smallest group is %u by %s: it can be raised, and not be "
			"lowered to %u",
			now->threshold, last ? "the last release" : "the form", wanted);
	if (wanted > now->threshold) {
		raised = policy_make(wanted);
		now->threshold = wanted;
		now->rounding = larger(now->rounding, raised.rounding);
		now->base = larger(now->base, raised.base);
		now->whole = larger(now->whole, raised.whole);
		now->increment = larger(now->increment, raised.increment);
	}
	r->again = last && last->batches == r->closed &&
		   last->policy.threshold == now->threshold;
	return true;
}

/* ---- counting and publishing ------------------------------------------------------- */

/* The batches of each entry, and those of now. */
static bool
count(struct release *r)
{
	unsigned *upto = arena_array(r->arena, unsigned, r->ledger.count + 1);
	struct counting_of of = { .survey = &r->survey,
				  .form = r->form,
				  .batches = r->batches,
				  .key = r->order->key,
				  .upto = upto,
				  .upto_count = r->ledger.count + 1 };

	for (size_t i = 0; i < r->ledger.count; i++)
		upto[i] = r->ledger.entries[i].batches;
	upto[r->ledger.count] = r->closed;
	return counting_do(&of, &r->counted, r->arena, r->err);
}

static bool
read_published(struct release *r)
{
	const struct ledger *l = &r->ledger;
	struct disclosed *d;

	r->published = arena_array(r->arena, const struct disclosed *, l->count + 1);
	for (size_t i = 0; i < l->count; i++) {
		d = disclosed_read(l->entries[i].published,
				   plan_figures(r->plan, &l->entries[i].policy, r->arena),
				   r->arena, r->err);
		if (!d)
			return err_add(r->err, "%.80s: entry %zu", l->from, i + 1);
		d->responses_held = l->entries[i].responses_held;
		r->published[i] = d;
	}
	return true;
}

static void
show_progress(void *with, size_t done, size_t all)
{
	progress_show(with, "checked %zu of %zu tables", done, all);
}

/* Other batches, answers that were lost or damaged, a foreign ledger. */
static bool
misfit(const struct release *r, const char *why)
{
	if (r->counted.unopened)
		return err_set(
			r->err, ERR_INPUT,
			"the ledger does not fit the answers: %zu of them do not open any "
			"more (%.60s); use a backup of the time of release %zu (%.60s)",
			r->counted.unopened, r->counted.why, r->ledger.count, why);
	return err_set(
		r->err, ERR_INPUT,
		"the ledger does not fit the answers: are these other batches, or were "
		"some lost? Use those that belong together (%.100s)",
		why);
}

/*
 * Where fewer have answered since the last release than may show, every line that it printed
 * would only be held: it stands as it is, and tells of nobody new.
 */
static void
stand_or_go_on(struct release *r)
{
	const struct ledger_entry *last = ledger_last(&r->ledger);
	size_t count = r->ledger.count;

	if (r->again || !last || last->policy.threshold != r->policy.threshold ||
	    r->published[count - 1]->responses < 0 ||
	    tally_responses(r->counted.tallies[count]) -
			    tally_responses(r->counted.tallies[count - 1]) >=
		    r->policy.increment)
		return;
	r->again = true;
	say("fewer than %u responses have come since release %zu, so it stands, and is written "
	    "once more",
	    r->policy.increment, count);
}

/* ---- comments ------------------------------------------------------------------------- */

/* Of the batches of which the release tells, no later ones. */
static unsigned
batches_told(const struct release *r)
{
	return r->again ? ledger_last(&r->ledger)->batches : r->closed;
}

/* Under `whole` nothing is told: no theme, and no quote either. */
static bool
tells_nothing(const struct release *r)
{
	size_t count = r->ledger.count;

	return (r->again && r->published[count - 1]->responses < 0) ||
	       tally_responses(r->counted.tallies[count]) < r->policy.whole;
}

static struct comments_of
comments_told(const struct release *r)
{
	return (struct comments_of){ .survey = &r->survey,
				     .form = r->form,
				     .batches = r->batches,
				     .key = r->order->key,
				     .upto = batches_told(r) };
}

static bool
take_codes(struct release *r)
{
	const struct ledger_entry *last = ledger_last(&r->ledger);
	struct codes_wanted wanted = { .of = comments_told(r),
				       .place = &r->codes,
				       .ledger = &r->ledger,
				       .plan = r->plan,
				       .policy = r->policy,
				       .tallies = r->counted.tallies };

	if (!comments_asked(r->form) || tells_nothing(r))
		return true;
	if (!codes_for_release(&wanted, &r->coding, &r->kept, r->codes_hash, r->arena,
			       r->err))
		return false;
	r->recoded = r->again && !str_same(last->codes, r->codes_hash);
	if (r->recoded)
		say("comments were sorted since release %zu; its numbers stand",
		    r->ledger.count);
	return true;
}

static bool
take_quotes(struct release *r)
{
	struct quotes_wanted wanted = { .of = comments_told(r),
					.place = &r->ticks,
					.threshold = r->policy.threshold };

	return tells_nothing(r) ||
	       quotes_for_release(&wanted, &r->quotes, r->arena, r->err);
}

/* ---- publishing ------------------------------------------------------------------------ */

/* What was told before and is told once more; NULL: all of it is made anew. */
static const struct disclosed *
said_before(const struct release *r)
{
	if (r->told)
		return r->told;
	return !r->again || r->recoded ? NULL
	       : r->requoted	       ? &r->reprinted
				       : r->published[r->ledger.count - 1];
}

/*
 * Once comments were coded, themes are told beside numbers that stand: everything is disclosed
 * anew, from the batches of the last release.  Nobody has come since, so S8 holds each line
 * that it printed, and the audit sees what the themes tell together with it.
 */
static const struct tally *
tally_told(const struct release *r)
{
	size_t count = r->ledger.count;

	return r->counted.tallies[r->recoded ? count - 1 : count];
}

/* Now, with everything before it; or the last release once more. */
static bool
publish(struct release *r)
{
	const struct ledger_entry *last = ledger_last(&r->ledger);
	bool same = r->again && !r->requoted && !r->recoded;
	struct progress progress = { 0 };
	struct disclose_watch watch = { .progress = show_progress, .with = &progress };
	struct summary_about about = {
		.survey = r->survey.name,
		.wave = survey_wave(r->survey.name),
		.form_hash = r->form_hash,
		.invented = r->survey.invented,
		.unconfirmed = r->survey.unconfirmed,
		.expected = r->survey.expected,
		.batches = batches_told(r),
		.draft = r->draft,
		.two_people = same ? last->two_people : r->order->two_people,
		.policy = &r->policy,
		.earlier = (const struct tally *const *)r->counted.tallies,
		.published = r->published,
		.earlier_count = r->ledger.count,
		.said = said_before(r),
		.quotes = r->quotes,
		.coding = r->coding,
		.words = r->beside.words,
		.waves = r->beside.waves,
		.wave_count = r->beside.wave_count,
		.watch = &watch,
	};
	char *day = arena_alloc(r->arena, 11, 1), words[sizeof(r->err->text)];

	day_format(same ? last->day : release_day(), day);
	about.released = day;
	r->summary = summary_publish(tally_told(r), &about, r->arena, r->err);
	progress_end(&progress);
	if (r->summary) {
		quotes_hash(r->summary, r->quotes_hash);
		return true;
	}
	str_fit(words, sizeof(words), r->err->text);
	return str_starts(words, "D01") || str_starts(words, "D06") ? misfit(r, words)
								    : false;
}

/*
 * The last release once more, unless what goes along with its numbers is something else: then it is
 * the next one, word for word in its numbers.
 */
static bool
publish_as_it_is(struct release *r)
{
	const struct ledger_entry *last = ledger_last(&r->ledger);
	size_t count = r->ledger.count;
	bool requoted;

	if (!publish(r))
		return false;
	if (!r->again || r->recoded)
		return true;
	requoted = !str_same(last->quotes, r->quotes_hash) ||
		   !str_same(last->beside, r->beside.hash);
	r->requoted = requoted || (r->order->two_people && !last->two_people);
	if (!r->requoted)
		return true;
	r->reprinted = *r->published[count - 1];
	r->reprinted.release = (unsigned)count + 1;
	if (requoted)
		say("the numbers are those of release %zu, word for word; its %s are others",
		    count, str_same(last->quotes, r->quotes_hash) ? "words" : "quotes");
	else
		say("the numbers are those of release %zu, word for word; two people stand for "
		    "them now",
		    count);
	return publish(r);
}

/* ---- the entry --------------------------------------------------------------------- */

static void
put_published(const struct release *r, const struct disclosed *d, struct buf *out)
{
	disclosed_write(d, r->summary->figures, false, out);
}

/* A line that is held counts nobody who came since. */
static bool
told_anew(const struct printed_table *t)
{
	return t->level != LEVEL_NOTHING &&
	       !(t->column_count && t->columns[t->column_count - 1].held);
}

/* Which codings the numbers of this release count. */
static void
hash_standing(struct release *r)
{
	const struct disclosed *d = r->summary->disclosed;
	const struct figures *f = r->summary->figures;
	uint32_t themes = 0;

	for (size_t i = r->plan->question_count; i < r->plan->count; i++)
		for (size_t t = 0; t < d->table_count; t++)
			if (str_same(f->tables[t].id, r->plan->tables[i].id) &&
			    told_anew(&d->tables[t]))
				themes |= UINT32_C(1) << r->plan->tables[i].strength_of;
	if (themes)
		codes_stand(r->kept, batches_told(r), themes, r->stands_hash);
}

static bool
enter(struct release *r)
{
	struct ledger_entry next = { .plan_hash = r->plan_hash,
				     .batches = batches_told(r),
				     .quotes = r->quotes_hash,
				     .codes = r->codes_hash,
				     .stands = r->stands_hash,
				     .beside = r->beside.hash,
				     .responses = r->summary->responses,
				     .responses_held = r->summary->responses_held,
				     .day = release_day(),
				     .two_people = r->order->two_people,
				     .policy = r->policy };
	SCOPED(buf) published;

	buf_init(&published, 0);
	if (r->draft || r->order->trial)
		return true;
	if (!r->again || r->requoted || r->recoded) {
		hash_standing(r);
		put_published(r, r->summary->disclosed, &published);
		if (!ledger_grow(&r->ledger, &next, &published, r->arena, r->err))
			return false;
	}
	r->entry = &r->ledger.entries[r->ledger.count - 1];
	return true;
}

static bool
ledger_write(const struct release *r)
{
	if (r->draft || r->known == r->ledger.count)
		return true;
	return r->ledger_file ? ledger_file_write(&r->ledger, r->known, r->arena, r->err)
			      : ledger_store_write(&r->ledger, r->known,
						   r->order->workspace, r->err);
}

/* ---- what was proposed --------------------------------------------------------------- */

/* What leaves, as one number; made for a day of then, so that it can be compared on another. */
static bool
print_of_then(struct release *r, char print[2 * SEAL_HASH + 1])
{
	const char *today = r->summary->released;
	char *day = arena_alloc(r->arena, 11, 1);
	bool good;

	day_format(r->order->day ? r->order->day : release_day(), day);
	r->summary->released = day;
	good = release_print(r->summary, print, r->arena, r->err);
	r->summary->released = today;
	return good;
}

static bool
as_proposed(struct release *r, struct release_made *out)
{
	const struct release_order *order = r->order;

	if (!order->trial && !order->proposed)
		return true;
	return print_of_then(r, out->print) &&
	       (!order->proposed || str_same(out->print, order->proposed) ||
		err_set(r->err, ERR_FOUND,
			"this is not what was proposed any more: since then a batch closed, or "
			"quotes, codings, words or earlier waves became others"));
}

/* The same release once more, with a draft's words. */
static bool
draft_of(struct release *r, struct release_made *out)
{
	r->told = r->summary->disclosed;
	r->draft = true;
	if (!publish(r))
		return false;
	out->draft = r->summary;
	return true;
}

/* ---- all of it --------------------------------------------------------------------- */

static bool
write_all(struct release *r, struct release_made *out)
{
	struct release_files *files = release_files_write(
		r->summary, r->entry, r->order->formats, r->order->dir, r->arena, r->err);
	bool good = files && ledger_write(r) &&
		    release_files_settle(files, &out->paths, &out->path_count, r->arena,
					 r->err);

	release_files_free(files);
	return good;
}

bool
release_make(const struct release_order *order, struct release_made *out, struct arena *a,
	     struct err *err)
{
	struct err unheard = { .code = ERR_NONE };
	struct release *r = arena_one(a, struct release); /* a summary points into it */
	struct release_made made = { .number = 0 };
	unsigned told_before = 0;
	bool good;

	r->order = order;
	r->arena = a;
	r->err = err ? err : &unheard;
	r->draft = order->draft;
	good = source_open(r) &&
	       release_beside_read(order, r->form, &r->survey, &r->beside, a, r->err) &&
	       choose_policy(r) && count(r) && read_published(r);
	if (good) {
		told_before = r->ledger.count ? ledger_last(&r->ledger)->batches : 0;
		stand_or_go_on(r);
	}
	good = good && take_codes(r) && take_quotes(r) && publish_as_it_is(r) &&
	       as_proposed(r, &made) && enter(r) &&
	       (order->trial ? draft_of(r, &made) : write_all(r, &made));
	batches_free(r->batches);
	if (!good)
		return false;
	made.number = r->summary->release;
	made.batches = r->closed;
	made.since = r->closed - told_before;
	made.again = r->again && !r->requoted && !r->recoded;
	made.requoted = r->requoted;
	made.boxes = r->counted.boxes;
	made.unopened = r->counted.unopened;
	memcpy(made.why, r->counted.why, sizeof(made.why));
	if (order->explain)
		summary_explain(r->summary, order->explain);
	*out = made;
	return true;
}
