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
#include "app/counting.h"
#include "app/plan_hash.h"
#include "app/quotes.h"
#include "app/release.h"

struct release {
	const struct release_order *order;
	struct arena *arena;
	struct err *err;

	struct survey survey;
	struct form *form;
	const struct plan *plan;
	const char *form_hash, *plan_hash;
	struct batches *batches; /* NULL: nobody ever answered */
	unsigned closed;	 /* how many batches */

	struct ledger ledger;	 /* all that is known */
	const char *ledger_file; /* where it grows; NULL: in canvass.db */
	size_t known;		 /* entries that stand there */

	struct policy policy;
	bool again; /* the last entry's numbers once more: nothing is new, or too little */
	bool requoted; /* with other quotes, which makes it another release */
	struct tick_place ticks;
	struct theme_quotes *quotes; /* by theme; NULL: none */
	char quotes_hash[2 * SEAL_HASH + 1];
	struct counted counted;
	const struct disclosed **published; /* by entry */
	struct disclosed reprinted; /* the last one under a new number */
	struct summary *summary;
	struct ledger_entry *entry; /* of this release; NULL: a draft */
};

/* ---- where it comes from ----------------------------------------------------------- */

static const char *
hash_hex(const unsigned char *hash, size_t len, struct arena *a)
{
	char *hex = arena_alloc(a, 2 * len + 1, 1);

	hex_encode(hex, 2 * len + 1, hash, len);
	return hex;
}

/* A file named on the command line may lie in the workspace. */
static const char *
named(const struct release *r, const char *path)
{
	const char *inside = path_join(r->arena, r->order->workspace, path);

	return !str_same(path, "-") && !file_there(path) && file_there(inside) ? inside
									       : path;
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

/* ---- the ledger -------------------------------------------------------------------- */

static struct ledger
ledger_of(const struct release *r, const char *from)
{
	return (struct ledger){ .survey = r->survey.name,
				.form_hash = r->form_hash,
				.from = from };
}

/* <survey>.ledger beside the file of batches. */
static const char *
ledger_beside(const struct release *r, const char *from)
{
	const char *slash = strrchr(from, '/');

	return arena_printf(r->arena, "%.*s%s.ledger",
			    slash ? (int)(slash - from) + 1 : 0, from, r->survey.name);
}

/* What a file has of it; none if it may be missing and is. */
static bool
ledger_of_file(struct release *r, const char *path, bool must, struct ledger *out)
{
	struct err why = { .code = ERR_NONE };

	*out = ledger_of(r, path);
	if (ledger_file_read(out, r->arena, &why))
		return true;
	if (why.code == ERR_MISSING && !must)
		return true;
	if (why.code == ERR_MISSING)
		return err_set(
			r->err, ERR_MISSING,
			"there is no ledger %.100s; the first release makes one beside "
			"the batches, without --ledger",
			path);
	return err_set(r->err, why.code, "%s", why.text);
}

/*
 * With --from and --ledger the file beside the batches has its say too: an older ledger, named by
 * mistake, must not make the history fork.
 */
static bool
not_older(struct release *r, const char *source, const struct ledger *named_one)
{
	struct ledger beside = { .count = 0 };
	const struct ledger *all;
	const char *path = ledger_beside(r, source);

	if (!ledger_of_file(r, path, false, &beside) ||
	    !ledger_join(named_one, &beside, &all, r->err))
		return false;
	return beside.count <= named_one->count ||
	       err_set(r->err, ERR_INPUT,
		       "%.100s is older than %.100s: it has %zu releases, not %zu",
		       named_one->from, path, named_one->count, beside.count);
}

/* One ledger of those that there may be; what is written grows in one place. */
static bool
join(struct release *r, const char *source, const struct release_line *lines,
     size_t count)
{
	const char *path = r->order->ledger ? named(r, r->order->ledger) : NULL;
	struct ledger own = ledger_of(r, source), other = ledger_of(r, "none");
	const struct ledger *all;
	bool must = path != NULL;

	if (!path && r->order->from)
		path = ledger_beside(r, source);
	if (!ledger_read(&own, lines, count, r->arena, r->err) ||
	    (path && !ledger_of_file(r, path, must, &other)) ||
	    !ledger_join(&own, &other, &all, r->err) ||
	    (must && r->order->from && !not_older(r, source, &other)))
		return false;
	r->ledger_file = r->order->from ? path : NULL;
	r->known = r->ledger_file ? other.count : own.count;
	r->ledger = *all;
	r->ledger.from = r->ledger_file ? path : source;
	if (r->order->from && !all->count)
		say("there is no ledger of %s: this becomes release 1; if something was released "
		    "before, name its ledger with --ledger FILE",
		    r->survey.name);
	return true;
}

/* Whether all that was released can be held against these batches, by the same plan. */
static bool
ledger_suits(const struct release *r)
{
	const struct ledger *l = &r->ledger;
	const struct ledger_entry *last = ledger_last(l);

	for (size_t i = 0; i < l->count; i++)
		if (!str_same(l->entries[i].plan_hash, r->plan_hash))
			return err_set(
				r->err, ERR_INPUT,
				"%.100s: release %zu was made by another plan of tables: "
				"go on with the version of canvass that made it",
				l->from, i + 1);
	return !last || last->batches <= r->closed ||
	       err_set(r->err, ERR_INPUT,
		       "%.100s: release %zu told of %u batches, and here are %u: these are an "
		       "older copy",
		       l->from, l->count, last->batches, r->closed);
}

static bool
source_open(struct release *r)
{
	const char *from = r->order->from ? named(r, r->order->from) : NULL;
	struct release_line *lines;
	size_t count;

	if (!(from ? from_file(r, from, &lines, &count)
		   : from_store(r, &lines, &count)) ||
	    !read_form(r))
		return false;
	r->closed = r->batches ? batches_closed(r->batches) : 0;
	r->ticks.workspace = r->order->workspace;
	r->ticks.survey = r->survey.name;
	return join(r, from ? from : "canvass.db", lines, count) && ledger_suits(r);
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

	r->published = arena_array(r->arena, const struct disclosed *, l->count + 1);
	for (size_t i = 0; i < l->count; i++) {
		r->published[i] = disclosed_read(
			l->entries[i].published,
			plan_figures(r->plan, &l->entries[i].policy, r->arena), r->arena,
			r->err);
		if (!r->published[i])
			return err_add(r->err, "%.80s: entry %zu", l->from, i + 1);
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

/* ---- quotes --------------------------------------------------------------------------- */

/* Of the batches of which the release tells, no later ones. */
static unsigned
batches_told(const struct release *r)
{
	return r->again ? ledger_last(&r->ledger)->batches : r->closed;
}

static bool
take_quotes(struct release *r)
{
	const struct ledger_entry *last = ledger_last(&r->ledger);
	struct quotes_wanted wanted = { .of = { .survey = &r->survey,
						.form = r->form,
						.batches = r->batches,
						.key = r->order->key,
						.upto = batches_told(r) },
					.place = &r->ticks,
					.threshold = r->policy.threshold };
	size_t count = r->ledger.count;

	/* Under `whole` nothing is told, and no quote either. */
	if ((r->again && r->published[count - 1]->responses < 0) ||
	    tally_responses(r->counted.tallies[count]) < r->policy.whole)
		return true;
	if (!quotes_for_release(&wanted, &r->quotes, r->quotes_hash, r->arena, r->err))
		return false;
	r->requoted = r->again && !str_same(last->quotes, r->quotes_hash);
	if (!r->requoted)
		return true;
	r->reprinted = *r->published[count - 1];
	r->reprinted.release = (unsigned)count + 1;
	say("the numbers are those of release %zu, word for word; its quotes are others", count);
	return true;
}

/* ---- publishing ------------------------------------------------------------------------ */

/* What was told before and is told once more; NULL: all of it is made anew. */
static const struct disclosed *
said_before(const struct release *r)
{
	return !r->again      ? NULL
	       : r->requoted ? &r->reprinted
			     : r->published[r->ledger.count - 1];
}

/* Now, with everything before it; or the last release once more. */
static bool
publish(struct release *r)
{
	const struct ledger_entry *last = ledger_last(&r->ledger);
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
		.draft = r->order->draft,
		.policy = &r->policy,
		.earlier = (const struct tally *const *)r->counted.tallies,
		.published = r->published,
		.earlier_count = r->ledger.count,
		.said = said_before(r),
		.quotes = r->quotes,
		.watch = &watch,
	};
	char *day = arena_alloc(r->arena, 11, 1), words[sizeof(r->err->text)];

	day_format(r->again && !r->requoted ? last->day : release_day(), day);
	about.released = day;
	r->summary = summary_publish(r->counted.tallies[r->ledger.count], &about,
				     r->arena, r->err);
	progress_end(&progress);
	if (r->summary)
		return true;
	str_fit(words, sizeof(words), r->err->text);
	return str_starts(words, "D01") || str_starts(words, "D06") ? misfit(r, words)
								    : false;
}

/* ---- the entry --------------------------------------------------------------------- */

static void
put_published(const struct release *r, const struct disclosed *d, struct buf *out)
{
	disclosed_write(d, r->summary->figures, false, out);
}

static bool
enter(struct release *r)
{
	struct ledger_entry next = { .plan_hash = r->plan_hash,
				     .batches = batches_told(r),
				     .quotes = r->summary->quote_count ? r->quotes_hash
								       : NULL,
				     .responses = r->summary->responses,
				     .day = release_day(),
				     .policy = r->policy };
	SCOPED(buf) published;

	buf_init(&published, 0);
	if (r->order->draft)
		return true;
	if (!r->again || r->requoted) {
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
	if (r->order->draft || r->known == r->ledger.count)
		return true;
	return r->ledger_file ? ledger_file_write(&r->ledger, r->known, r->arena, r->err)
			      : ledger_store_write(&r->ledger, r->known,
						   r->order->workspace, r->err);
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
	struct release r = { .order = order, .arena = a, .err = err ? err : &unheard };
	struct release_made made = { .number = 0 };
	bool good = source_open(&r) && choose_policy(&r) && count(&r) &&
		    read_published(&r);

	if (good)
		stand_or_go_on(&r);
	good = good && take_quotes(&r) && publish(&r) && enter(&r) && write_all(&r, &made);
	batches_free(r.batches);
	if (!good)
		return false;
	made.number = r.summary->release;
	made.again = r.again && !r.requoted;
	made.requoted = r.requoted;
	made.boxes = r.counted.boxes;
	made.unopened = r.counted.unopened;
	memcpy(made.why, r.counted.why, sizeof(made.why));
	if (order->explain)
		summary_explain(r.summary, order->explain);
	*out = made;
	return true;
}
