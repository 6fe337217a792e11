/*
 * A request's header, as libmicrohttpd read it and as it stood there.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/mhd.h"

/*
 * libmicrohttpd 0.9 reads a header in place, with NULs over colons and line ends, and takes
 * odd ones in its own way without a word: it ends a text at a NUL, glues a folded line to
 * the name above, takes a line without a name for the header's end, and a lone CR or LF for
 * a line's end.  A proxy in front may read all these differently.  So we walk over the same
 * bytes, which lie one behind the other: method, target and version with one blank between
 * them, then each name and value where the line before says.  Newer versions check all this
 * themselves.
 */
struct header_walk {
	struct header_facts facts;
	const struct host_list *hosts;
	const char *at; /* where the line before ended */
	bool plain;	/* everything stood where it must */
};

static bool
layout_known(void)
{
	static int known = -1;

	if (known < 0)
		known = !strncmp(MHD_get_version(), "0.9.", 4);
	return known;
}

/* CR LF stood here. */
static bool
is_line_end(const char *at)
{
	return !at[0] && !at[1];
}

static void
walk_line(struct header_walk *walk, const char *name, size_t name_len, const char *value,
	  size_t value_len)
{
	const char *at;

	if (!walk->plain)
		return;
	walk->plain = is_line_end(walk->at) && walk->at + 2 == name && !name[name_len];
	if (!walk->plain)
		return;
	for (at = name + name_len + 1; at != value && (*at == ' ' || *at == '\t'); at++)
		;
	walk->plain = at == value;
	walk->at = value + value_len;
}

static enum MHD_Result
see_header(void *cls, enum MHD_ValueKind kind, const char *name, size_t name_len,
	   const char *value, size_t value_len)
{
	struct header_walk *walk = cls;

	(void)kind;
	if (!name || !value) {
		walk->plain = false;
		return MHD_YES;
	}
	walk_line(walk, name, name_len, value, value_len);
	header_look(&walk->facts, walk->hosts, name, name_len, value, value_len);
	return MHD_YES;
}

struct header_facts
header_read(struct MHD_Connection *connection, const struct host_list *hosts,
	    const char *method, const char *target, size_t target_len,
	    const char *version, const char **out_behind)
{
	struct header_walk walk = { .hosts = hosts };

	walk.plain = method + strlen(method) + 1 == target &&
		     target + target_len + 1 == version;
	walk.at = version + strlen(version);
	MHD_get_connection_values_n(connection, MHD_HEADER_KIND, see_header, &walk);
	*out_behind = NULL;
	if (!layout_known())
		return walk.facts;
	walk.plain = walk.plain && is_line_end(walk.at) && is_line_end(walk.at + 2);
	walk.facts.broken |= !walk.plain;
	*out_behind = walk.at + 4;
	return walk.facts;
}
