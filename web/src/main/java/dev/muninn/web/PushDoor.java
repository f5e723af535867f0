package dev.muninn.web;

import dev.muninn.model.WriteResult;
import java.nio.ByteBuffer;

/** Takes the bodies of one push protocol. */
@FunctionalInterface
public interface PushDoor {

    /** Opens a session for one connection; holds no resource. */
    Session session(String sender);

    /** The pushes of one connection; used by one thread at a time. */
    @FunctionalInterface
    interface Session {

        /**
         * Stores what is valid of the body, and says what was not.
         *
         * @param contentType may be empty, as may be {@code contentEncoding}
         * @throws dev.muninn.model.MuninnException if nothing was stored
         */
        WriteResult push(ByteBuffer body, String contentType, String contentEncoding);
    }
}
