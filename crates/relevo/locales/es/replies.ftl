### Respuestas rápidas (/say): lo que Relevo dice de ellas. Lo leen los operadores, nunca los clientes.
#
# $name, $old y $new son nombres que dio el equipo; $kind y $reason, mensajes de kinds.ftl y reasons.ftl.

# Cómo se llama el tema donde se guardan.
reply-topic = Respuestas

# Debajo de un comando: lo que recibió el cliente. Siguen las palabras mismas.
reply-said = 💬 Respuesta rápida «{ $name }»:
reply-forwarded = 💬 Respuesta rápida «{ $name }», reenviada:
# Lo que contiene, que abre lo guardado; $count es un número de archivos.
reply-kind = 📎 { $kind }
reply-kind-album = 📎 { $kind }, álbum de { $count }

reply-gone = ⚠️ No enviada: lo que contiene «{ $name }» ya no está en el tema donde se guardó.
    .remove = Quitarla
reply-partly-gone = ⚠️ No se envió todo de «{ $name }»: una parte ya no está en el tema donde se guardó.
    .remove = Quitarla
reply-removed = 🗑 Se quitó la respuesta rápida.

# Respuestas a /say.
say-saved = 💾 Guardada. Envíela en el tema de un cliente con /say { $name }
say-not-kept = No se guardó como «{ $name }»: { $reason }
say-missing = No hay ninguna respuesta rápida «{ $name }». /say muestra las que hay. Para guardar una, responda a un mensaje con /say { $name }
say-taken = No se cambió nada: ya hay una respuesta rápida «{ $name }». Para poner otra en su lugar, responda a un mensaje con /say save { $name }
say-renamed = ✏️ «{ $old }» se llama ahora «{ $new }».
say-deleted = 🗑 Se borró «{ $name }».
say-unsavable = No se guardó: esto no podría enviarse a un cliente ({ $kind }).
say-nothing-to-save = No se guardó nada: escriba el comando como respuesta al mensaje que quiera guardar.
say-stays-inside = No se guardó nada: lo que empieza con una barra es una nota o un comando, y queda en el equipo.
say-album-forgotten = No se guardó: este álbum se publicó hace demasiado para conocerlo entero. Publíquelo de nuevo y responda a ese.
say-full = No se guardó: ya hay 500 respuestas rápidas. Borre con /say del alguna que no necesite.
say-bad-name = Eso no puede ser un nombre. Un nombre es una sola palabra de hasta 32 letras, cifras, - y _.
say-reserved = «del», «find» y «save» son palabras del comando: nada puede llamarse así.
say-help =
    Respuestas rápidas:
    /say – todas
    /say NOMBRE – enviarla (en el tema de un cliente) o, como respuesta a un mensaje, guardarlo
    /say save NOMBRE – como respuesta: guardarlo en lugar de lo que haya
    /say NOMBRE fwd – reenviarla, con su origen
    /say NOMBRE as NUEVO – cambiarle el nombre
    /say del NOMBRE – borrarla
    /say find PALABRAS – buscar
say-anonymous = 🔒 No se cambió nada: no se ve quién escribe en nombre del grupo. Escriba con su propio nombre para guardar, renombrar o borrar respuestas rápidas.
say-in-topic = Las respuestas rápidas se envían en el tema de un cliente. No se envió nada.
say-not-stored = No enviada: «{ $name }» aún no está guardada en su tema, o no se pudo. Sin «fwd» sí puede enviarse.
say-others-files = No enviada: los archivos de «{ $name }» los vio otro bot al guardarla, y este no puede enviarlos. Guárdela de nuevo en este tema.
say-account-forwards = No enviada: una cuenta personal no reenvía nada. Sin «fwd» sí puede enviarse.
say-no-room = No se envió: con los nombres puestos, «{ $name }» queda vacía o es más larga de lo que permite Telegram (4096 caracteres, 1024 bajo un archivo). Acórtela y vuelva a guardarla con /say save { $name }
say-overtaken = No se guardó como «{ $name }»: mientras tanto se guardó otra con ese nombre, o se borró.

# La lista, y una de ellas. $count es un número, $words lo que se buscó.
replies-none = Todavía no hay respuestas rápidas. Para guardar una, responda a un mensaje con /say y un nombre.
replies-all = 💬 Respuestas rápidas: { $count }
replies-found = 🔎 «{ $words }»: { $count }
replies-used = Enviada hasta ahora: { $count }
replies-gone = Esta respuesta rápida ya no existe.
replies-sure = 🗑 ¿Borrar «{ $name }»? Enviada hasta ahora: { $count }
replies-delete = Borrar
replies-keep = Conservar
replies-back = Todas
replies-stored = Dónde está guardada
# En lugar de la lista en la que se tocó, mientras no se haya enviado nada; debajo sigue una pregunta o un motivo.
replies-asked = 💬 Se eligió «{ $name }»; todavía no se ha enviado nada. Debajo se dice qué pasó.

# En el bot de configuración. Las dos últimas siguen a setup-note-wrong.
setup-replies = 💬 Respuestas rápidas
setup-replies-text = 💬 Respuestas rápidas de su grupo: { $count }. El equipo las envía con /say.
setup-replies-none = 💬 Todavía no hay respuestas rápidas. Para guardar una, responda a un mensaje en su grupo con /say y un nombre.
setup-reply-text = Enviada hasta ahora: { $count }. Para cambiarle el nombre, envíe el nuevo.
setup-reply-no-name = un nombre es una sola palabra de hasta 32 letras, cifras, - y _
setup-reply-taken = ya hay una respuesta rápida con este nombre
