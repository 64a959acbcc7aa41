package dev.ambit.server.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/// Numbers about the process and its JVM, under the names that Prometheus dashboards know.
public final class Machine {
    private Machine() {}

    public static void write(Sheet sheet) {
        var runtime = ManagementFactory.getRuntimeMXBean();
        sheet.gauge("process_start_time_seconds", "When the process began, in seconds since 1970.", runtime
                .getStartTime()
                / 1e3);
        sheet.gauge("process_uptime_seconds", "For how long it has run.", runtime.getUptime() / 1e3);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            sheet.count("process_cpu_seconds", "Processor time used.", system.getProcessCpuTime() / 1e9);
            sheet.gauge("process_open_fds", "Open files and sockets.", system.getOpenFileDescriptorCount());
            sheet.gauge("process_max_fds", "Most files and sockets that may be open.", system
                    .getMaxFileDescriptorCount());
        }
        var memory = ManagementFactory.getMemoryMXBean();
        memory(sheet, "heap", memory.getHeapMemoryUsage());
        memory(sheet, "nonheap", memory.getNonHeapMemoryUsage());
        sheet.gauge("jvm_threads_current", "Platform threads.", ManagementFactory.getThreadMXBean().getThreadCount());
        ManagementFactory.getGarbageCollectorMXBeans().forEach(collector -> sheet
                .count("jvm_gc_collection_seconds", "Time spent collecting garbage.", collector.getCollectionTime()
                        / 1e3,
                        "gc", collector.getName())
                .count("jvm_gc_collections", "Collections of garbage.", collector.getCollectionCount(), "gc", collector
                        .getName()));
    }

    private static void memory(Sheet sheet, String area, MemoryUsage usage) {
        sheet.gauge("jvm_memory_used_bytes", "Memory in use.", usage.getUsed(), "area", area);
        sheet.gauge("jvm_memory_committed_bytes", "Memory taken from the system.", usage.getCommitted(), "area", area);
        if (usage.getMax() >= 0) {
            sheet.gauge("jvm_memory_max_bytes", "Most memory that may be used.", usage.getMax(), "area", area);
        }
    }
}
