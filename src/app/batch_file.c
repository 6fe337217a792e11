/*
 * The file of closed batches: see batch_file.h.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/batch_file.h"
