/*
 * What the three files that know libmicrohttpd share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_MHD_H
#define CANVASS_MHD_H

#include <microhttpd.h>

#include "web/machine.h"

/*
 * Reads the header of a request whose target has target_len bytes; facts->broken too if it is not
 * laid out as it must be.  *out_behind: where a body must begin, or NULL if that is not known.
 */
struct header_facts header_read(struct MHD_Connection *connection,
				const struct host_list *hosts, const char *method,
				const char *target, size_t target_len,
				const char *version, const char **out_behind);

/*
 * The library's response for a reply, with all headers of ours; the body is not copied.  allow: for
 * a 405.  NULL if the library refused a value.
 */
struct MHD_Response *response_new(struct reply *reply, const char *allow, bool closing,
				  struct arena *a);

#endif
