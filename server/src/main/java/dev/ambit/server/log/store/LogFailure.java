package dev.ambit.server.log.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Why a log did not do what it was asked to.
public abstract sealed class LogFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private LogFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// Bytes that were once on disk are not what they were.
    public static final class Damaged extends LogFailure {
        private static final long serialVersionUID = 1L;
        private final transient Damage damage;

        public Damaged(Damage damage) {
            super(damage.toString(), null);
            this.damage = damage;
        }

        public Damage damage() {
            return damage;
        }
    }

    /// There is no room for another entry. Nothing was written; the log answers everything else, and takes entries again
    /// once there is room.
    public static final class Full extends LogFailure {
        private static final long serialVersionUID = 1L;

        public Full(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// Another process, or another part of this one, has the log open.
    public static final class InUse extends LogFailure {
        private static final long serialVersionUID = 1L;

        public InUse(String message) {
            super(message, null);
        }
    }

    /// The directory cannot be read or written, now or at all.
    public static final class Unusable extends LogFailure {
        private static final long serialVersionUID = 1L;

        public Unusable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// The log was closed, or ended because a write or a sync failed. It acknowledges nothing any more.
    public static final class Ended extends LogFailure {
        private static final long serialVersionUID = 1L;

        public Ended(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The entry was let go, as the log's retention asked for. Its hash is still part of the tree.
    public static final class Dropped extends LogFailure {
        private static final long serialVersionUID = 1L;

        public Dropped(long index, long first) {
            super("entry %d is no longer kept: the first that is kept is %d".formatted(index, first), null);
        }
    }
}
