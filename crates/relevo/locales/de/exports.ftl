# Exports (/export): the clients as a table (CSV), sent to General. The terms are those of notices.ftl.

# $count is a number of clients.
export-begins = ⏳ Die Tabelle entsteht. Sie kommt als Datei hierher.
export-goes-on =
    { $count ->
        [one] ⏳ { $count } Kunde bisher. Weitere Dateien folgen.
       *[other] ⏳ { $count } Kunden bisher. Weitere Dateien folgen.
    }
export-done =
    { $count ->
        [one] ✅ Fertig: { $count } Kunde.
       *[other] ✅ Fertig: { $count } Kunden.
    }
export-failed = ❗ Die Tabelle konnte nicht erstellt oder gesendet werden. Bitte noch einmal: /export
export-busy = ⏳ Eine Tabelle entsteht gerade. Fragen Sie wieder, wenn sie da ist.
export-not-allowed = 🔒 Kunden exportieren dürfen der Inhaber und wem er es erlaubt (EXTENSIONS_ALLOWED).
export-anonymous = 🔒 Wer als Gruppe schreibt, den sieht niemand. Kunden exportieren Sie unter Ihrem eigenen Namen.
