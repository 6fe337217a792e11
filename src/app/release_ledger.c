/*
 * The ledger by which a release goes: in canvass.db, in a file of batches, beside it, or named with
 * --ledger.  They must be one history, or nothing is released.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/release_inside.h"

const char *
release_named(const struct release *r, const char *path)
{
	const char *inside = path_join(r->arena, r->order->workspace, path);

	return !str_same(path, "-") && !file_there(path) && file_there(inside) ? inside
									       : path;
}

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

/* What is written grows in one place. */
bool
release_join(struct release *r, const char *source, const struct release_line *lines,
	     size_t count)
{
	const char *path = r->order->ledger ? release_named(r, r->order->ledger) : NULL;
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

bool
release_ledger_suits(const struct release *r)
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
