# Exports (/export): the clients as a table (CSV), sent to General. The terms are those of notices.ftl.

# $count is a number of clients.
export-begins = ⏳ Se está preparando la tabla. Llegará aquí como archivo.
export-goes-on =
    { $count ->
        [one] ⏳ { $count } cliente hasta ahora. Llegarán más archivos.
       *[other] ⏳ { $count } clientes hasta ahora. Llegarán más archivos.
    }
export-done =
    { $count ->
        [one] ✅ Listo: { $count } cliente.
       *[other] ✅ Listo: { $count } clientes.
    }
export-failed = ❗ No se pudo preparar o enviar la tabla. Inténtelo de nuevo: /export
export-busy = ⏳ Ya se está preparando una tabla. Pídala de nuevo cuando haya llegado.
export-not-allowed = 🔒 Solo exportan clientes el propietario y quien él autorice (EXTENSIONS_ALLOWED).
export-anonymous = 🔒 Nadie ve quién escribe en nombre del grupo. Escriba con su propio nombre para exportar clientes.
