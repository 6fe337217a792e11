/*
 * How the two sides of the hatch talk.  A message is a head of 12 bytes (length of what follows,
 * kind, code, a number that the reply repeats), the survey's name in 80 bytes, and for an answer
 * its ticket and its sealed box; for a print run of slips their number and their hashes, or the
 * run's number if it is withdrawn.  A reply is a head whose code is an enum err_code, an enum
 * slot_result (for slips the run's number), and words for the operator.  All numbers are little
 * endian.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_HATCH_WIRE_H
#define CANVASS_HATCH_WIRE_H

#include <sys/un.h>

#include "web/hatch.h"

enum hatch_kind {
	HATCH_PING = 1,
	HATCH_ADD,
	HATCH_OPEN,
	HATCH_CLOSE,
	HATCH_REPLY,
	HATCH_SLIPS_ADD,
	HATCH_SLIPS_WITHDRAW,
};

#define HEAD	     12u
#define MESSAGE_MOST (HEAD + SURVEY_NAME + TICKET_BYTES + (40u << 10))
/* of HATCH_SLIPS_ADD alone */
#define SLIPS_MESSAGE_MOST (HEAD + SURVEY_NAME + 4u + SLIPS_MOST * SLIP_BYTES)
#define REPLY_WORDS  200u
#define REPLY_SIZE   (HEAD + 4u + REPLY_WORDS)

struct hatch_head {
	uint32_t len; /* of what follows the head */
	unsigned kind, code;
	uint32_t number;
};
void hatch_head_put(struct buf *out, struct hatch_head h);
struct hatch_head hatch_head_read(const void *from); /* HEAD bytes */

/*
 * WORKSPACE/answers/door.sock.  *out_dir_fd: to be closed after use if it is not -1; a path too
 * long for a socket's address goes through it.  False with errno if the folder is not there.
 */
bool hatch_path(const char *dir, struct sockaddr_un *at, int *out_dir_fd);

#endif
