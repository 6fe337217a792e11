-- The ledger of releases, which a workspace of version 1 has not.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: ledger_all
SELECT number, line FROM ledger WHERE survey = :survey ORDER BY number;

-- name: ledger_last
SELECT number FROM ledger WHERE survey = :survey ORDER BY number DESC LIMIT 1;
