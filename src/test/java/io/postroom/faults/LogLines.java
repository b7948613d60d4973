package io.postroom.faults;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/// What a service in this JVM logs.
public final class LogLines {
    private LogLines() {}

    /// The lines of at least this level while something happens, as they are written.
    public static List<String> during(Level least, Runnable what) {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getLevel().intValue() >= least.intValue()) {
                    lines.add(
                            line instanceof ExtLogRecord formatted
                                    ? formatted.getFormattedMessage()
                                    : line.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(listener);
        try {
            what.run();
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }
        return lines;
    }
}
