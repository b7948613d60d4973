package io.postroom.faults;

/// Metrics in the text that a collector reads.
public final class Metrics {
    private Metrics() {}

    /// The value of one metric, summed over all its series; 0 if there is none.
    public static double value(String text, String metric) {
        return text.lines()
                .filter(line -> line.startsWith(metric + ' ') || line.startsWith(metric + '{'))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
