# Exports (/export): the clients as a table (CSV), sent to General. The terms are those of notices.ftl.

# $count is a number of clients.
export-begins = ⏳ The table is being made. It comes here as a file.
export-goes-on =
    { $count ->
        [one] ⏳ { $count } client so far. More files follow.
       *[other] ⏳ { $count } clients so far. More files follow.
    }
export-done =
    { $count ->
        [one] ✅ Done: { $count } client.
       *[other] ✅ Done: { $count } clients.
    }
export-failed = ❗ The table could not be made or sent. Please try again: /export
export-busy = ⏳ A table is being made already. Ask again when it is here.
export-not-allowed = 🔒 Only the owner, and those whom the owner lets (EXTENSIONS_ALLOWED), export clients.
export-anonymous = 🔒 Nobody can see who writes as the group. Write under your own name to export clients.
