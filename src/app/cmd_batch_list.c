/*
 * canvass batch list SURVEY: closed batches, in tens.  Of the open one nothing is said: how many
 * have answered so far is nobody's business.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/batch_file.h"

static void
put_size(struct buf *out, unsigned batch, size_t answers)
{
	if (answers < 10)
		buf_printf(out, "%u\tfewer than 10\n", batch);
	else
		buf_printf(out, "%u\t%zu or more\n", batch, answers / 10 * 10);
}

static void
put_list(const struct call *call, const struct survey *survey, const size_t *sizes,
	 unsigned closed, struct buf *out)
{
	if (!call->json) {
		for (unsigned i = 0; i < closed; i++)
			put_size(out, i + 1, sizes[i]);
		return;
	}
	buf_puts(out, "{\"survey\":");
	json_put(out, survey->name);
	buf_printf(out, ",\"state\":\"%s\",\"closed\":%u,\"batches\":[",
		   survey_state_names[survey->state], closed);
	for (unsigned i = 0; i < closed; i++)
		buf_printf(out, "%s{\"batch\":%u,\"at_least\":%zu}", i ? "," : "", i + 1,
			   sizes[i] / 10 * 10);
	buf_puts(out, "]}\n");
}

/* None closed yet is a list too, of nothing; a reading that was cut off is not. */
static bool
batches_listed(const struct call *call, const struct survey *survey, struct batches **out,
	       struct err *err)
{
	struct err why = { .code = ERR_NONE };
	struct answers_state state;

	*out = NULL;
	if (survey->opened < 0 || batches_look(call->dir, survey, out, &why))
		return true;
	if (why.code == ERR_BUSY && answers_look(call->dir, survey->name, &state, NULL) &&
	    state.open_batch == 1)
		return true;
	return err_set(err, why.code, "%s", why.text);
}

static bool
list(const struct call *call, const struct survey *survey, struct arena *a,
     struct err *err)
{
	SCOPED(buf) out;
	struct batches *batches;
	size_t *sizes = NULL;
	unsigned closed;
	bool good;

	buf_init(&out, 0);
	if (!batches_listed(call, survey, &batches, err))
		return false;
	closed = batches ? batches_closed(batches) : 0;
	good = !batches || batches_sizes(batches, &sizes, a, err);
	batches_free(batches);
	if (!good)
		return false;
	put_list(call, survey, sizes, closed, &out);
	if (!output_put(&out, err))
		return false;
	if (!call->json)
		say("%s: %u batch%s closed", survey->name, closed,
		    closed == 1 ? " is" : "es are");
	return true;
}

bool
cmd_batch_list(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	struct store *st = store_open(call->dir, STORE_READS, err);
	struct survey survey;
	bool good = st && survey_get(st, call->args[0], &survey, a, err) &&
		    list(call, &survey, a, err);

	store_close(st);
	arena_free(a);
	return good;
}
