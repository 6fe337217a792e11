/*
 * Reading, joining and adding to the ledger: see ledger.h.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/ledger.h"
