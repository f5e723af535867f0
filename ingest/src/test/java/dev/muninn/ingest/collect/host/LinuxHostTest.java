package dev.muninn.ingest.collect.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muninn.ingest.collect.Parts;
import dev.muninn.ingest.collect.Readings;
import dev.muninn.ingest.collect.SampleFrame;
import dev.muninn.model.Labels;
import dev.muninn.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Machines whose files are kept in the test resources. */
class LinuxHostTest {

    private static final Path MACHINES = Path.of("src/test/resources/host");

    /** A new kernel with all it has to tell. */
    private final SortedMap<String, Double> recent = machine("linux-6.12");

    /** One of 2013, with fewer columns, files and folders. */
    private final SortedMap<String, Double> old = machine("linux-3.10");

    private static SortedMap<String, Double> machine(String name) {
        try (LinuxHost host =
                new LinuxHost(
                        MACHINES.resolve(name),
                        Pattern.compile("^/proc$"),
                        Pattern.compile("proc"),
                        Duration.ofSeconds(30),
                        new ManualClock(1_500_000_000_250L))) {
            SampleFrame frame = new SampleFrame(Labels.empty());
            frame.begin(1000);
            new Parts("node", host.parts(), Duration.ofSeconds(1), new ManualClock(0))
                    .collect(frame);
            return Readings.of(frame.finish());
        }
    }

    @Test
    void readsCpuTimeOfCpusThatAreThere() {
        assertThat(recent)
                .containsEntry("node_cpu_seconds_total{cpu=\"0\",mode=\"user\"}", 13.7)
                .containsEntry("node_cpu_seconds_total{cpu=\"3\",mode=\"steal\"}", 0.04)
                .containsEntry("node_cpu_guest_seconds_total{cpu=\"0\",mode=\"user\"}", 1.0)
                .containsEntry("node_cpu_guest_seconds_total{cpu=\"0\",mode=\"nice\"}", 0.2)
                .doesNotContainKey("node_cpu_seconds_total{cpu=\"1\",mode=\"user\"}");
        assertThat(old)
                .containsEntry("node_cpu_seconds_total{cpu=\"0\",mode=\"softirq\"}", 0.01)
                .containsEntry("node_cpu_seconds_total{cpu=\"0\",mode=\"steal\"}", 0.0);
    }

    @Test
    void readsTheKernelsCounters() {
        assertThat(recent)
                .containsEntry("node_intr_total", 8885917.0)
                .containsEntry("node_context_switches_total", 38014093.0)
                .containsEntry("node_forks_total", 26442.0)
                .containsEntry("node_boot_time_seconds", 1418183276.0)
                .containsEntry("node_procs_running", 2.0)
                .containsEntry("node_procs_blocked", 1.0)
                .containsEntry("node_load15", 12.45)
                .containsEntry("node_filefd_allocated", 1024.0)
                .containsEntry("node_filefd_maximum", 1631329.0)
                .containsEntry("node_entropy_available_bits", 1337.0)
                .containsEntry("node_kernel_hung_tasks_total", 2.0)
                .containsEntry("node_time_seconds", 1_500_000_000.25);
        assertThat(old).doesNotContainKey("node_procs_running");
    }

    @Test
    void readsMemoryInBytesAndPagesInPieces() {
        assertThat(recent)
                .containsEntry("node_memory_MemTotal_bytes", 15666184.0 * 1024)
                .containsEntry("node_memory_Active_anon_bytes", 2021972.0 * 1024)
                .containsEntry("node_memory_HugePages_Total", 3.0)
                .containsEntry("node_memory_Hugepagesize_bytes", 2048.0 * 1024);
        assertThat(old)
                .containsEntry("node_memory_Buffers_bytes", 2164.0 * 1024)
                .doesNotContainKey("node_memory_MemAvailable_bytes");
    }

    @Test
    void readsAsManyColumnsOfADiskAsTheKernelHas() {
        assertThat(recent)
                .containsEntry("node_disk_reads_completed_total{device=\"sda\"}", 25354637.0)
                .containsEntry("node_disk_read_bytes_total{device=\"sda\"}", 1003346126.0 * 512)
                .containsEntry("node_disk_read_time_seconds_total{device=\"sda\"}", 18492.372)
                .containsEntry("node_disk_io_now{device=\"sda\"}", 5.0)
                .containsEntry("node_disk_discarded_sectors_total{device=\"sda\"}", 30.0)
                .containsEntry("node_disk_flush_requests_time_seconds_total{device=\"sda\"}", 0.06)
                .containsEntry("node_disk_writes_merged_total{device=\"nvme0n1\"}", 43950.0)
                .doesNotContainKey("node_disk_discards_completed_total{device=\"nvme0n1\"}");
        assertThat(recent.keySet())
                .noneMatch(series -> series.contains("sda1\"") && series.contains("_disk_"))
                .noneMatch(series -> series.contains("nvme0n1p1"))
                .noneMatch(series -> series.contains("zram0"));
        assertThat(old)
                .containsEntry("node_disk_io_time_weighted_seconds_total{device=\"sda\"}", 1.5)
                .doesNotContainKey("node_disk_flush_requests_total{device=\"sda\"}");
    }

    @Test
    void tellsWhichDisksThereAre() {
        assertThat(recent)
                .containsEntry(
                        "node_disk_info{device=\"sda\",major=\"8\",minor=\"0\","
                                + "model=\"TOSHIBA_KSDB4U86\",revision=\"0102\",rotational=\"1\","
                                + "serial=\"2160A0D5FVGG\",wwn=\"0x7c72382b8de36a64\"}",
                        1.0);
        assertThat(recent.keySet()).noneMatch(series -> series.contains("device=\"loop0\""));
    }

    @Test
    void readsNetworkDevicesWhoseNameTouchesTheNumbers() {
        assertThat(recent)
                .containsEntry(
                        "node_network_receive_bytes_total{device=\"veth9@if2\"}", 10437182923.0)
                .containsEntry("node_network_receive_multicast_total{device=\"lo\"}", 6.0)
                .containsEntry("node_network_transmit_colls_total{device=\"lo\"}", 10.0)
                .containsEntry("node_network_transmit_compressed_total{device=\"lo\"}", 12.0);
    }

    @Test
    void readsWhatADriverTellsAndLeavesOutWhatItDoesNotKnow() {
        assertThat(recent)
                .containsEntry("node_network_up{device=\"eth0\"}", 1.0)
                .containsEntry("node_network_up{device=\"lo\"}", 0.0)
                .containsEntry("node_network_speed_bytes{device=\"eth0\"}", 125e6)
                .containsEntry("node_network_device_id{device=\"eth0\"}", 32.0)
                .containsEntry("node_network_flags{device=\"eth0\"}", 4867.0)
                .containsEntry("node_network_mtu_bytes{device=\"lo\"}", 65536.0)
                .containsEntry("node_network_carrier_changes_total{device=\"eth0\"}", 2.0)
                .containsEntry("node_network_receive_nohandler_total{device=\"eth0\"}", 4.0)
                .containsEntry(
                        "node_network_info{address=\"01:01:01:01:01:01\",adminstate=\"up\","
                                + "broadcast=\"ff:ff:ff:ff:ff:ff\",device=\"eth0\",duplex=\"full\","
                                + "operstate=\"up\"}",
                        1.0)
                .doesNotContainKey("node_network_speed_bytes{device=\"lo\"}");
        assertThat(recent.keySet()).noneMatch(series -> series.contains("bonding_masters"));
    }

    @Test
    void readsTheWatchedCountersOfProtocols() {
        assertThat(recent)
                .containsEntry("node_netstat_TcpExt_ListenDrops", 4.0)
                .containsEntry("node_netstat_TcpExt_TCPSynRetrans", 54.0)
                .containsEntry("node_netstat_IpExt_OutOctets", 2786264347.0)
                .containsEntry("node_netstat_Ip_Forwarding", 1.0)
                .containsEntry("node_netstat_Tcp_CurrEstab", 3.0)
                .containsEntry("node_netstat_Icmp_InErrors", 8.0)
                .containsEntry("node_netstat_Ip6_InOctets", 460.0)
                .containsEntry("node_netstat_Udp6_InDatagrams", 3.0)
                .doesNotContainKey("node_netstat_Ip_InReceives")
                .doesNotContainKey("node_netstat_TcpExt_EmbryonicRsts");
        assertThat(old)
                .containsEntry("node_netstat_TcpExt_SyncookiesSent", 5.0)
                .containsEntry("node_scrape_collector_success{collector=\"netstat\"}", 1.0);
    }

    @Test
    void readsSocketsAndPacketQueues() {
        assertThat(recent)
                .containsEntry("node_sockstat_sockets_used", 229.0)
                .containsEntry("node_sockstat_TCP_tw", 5.0)
                .containsEntry("node_sockstat_TCP_mem", 2.0)
                .containsEntry("node_sockstat_TCP_mem_bytes", 2.0 * LinuxHost.pageBytes())
                .containsEntry("node_sockstat_TCP6_inuse", 17.0)
                .containsEntry("node_udp_queues{ip=\"v4\",queue=\"tx\"}", 22.0)
                .containsEntry("node_udp_queues{ip=\"v4\",queue=\"rx\"}", 16.0)
                .containsEntry("node_arp_entries{device=\"eth0\"}", 2.0)
                .containsEntry("node_softnet_processed_total{cpu=\"0\"}", (double) 0x49279)
                .containsEntry("node_softnet_dropped_total{cpu=\"3\"}", 41.0)
                .containsEntry("node_softnet_backlog_len{cpu=\"0\"}", 6.0);
        assertThat(old)
                .containsEntry("node_softnet_times_squeezed_total{cpu=\"0\"}", 1.0)
                .doesNotContainKey("node_softnet_backlog_len{cpu=\"0\"}");
    }

    @Test
    void addsUpTheConnectionTableOfAllCpus() {
        assertThat(recent)
                .containsEntry("node_nf_conntrack_entries", 123.0)
                .containsEntry("node_nf_conntrack_entries_limit", 65536.0)
                .containsEntry("node_nf_conntrack_stat_found", 11.0)
                .containsEntry("node_nf_conntrack_stat_ignore", (double) (0x6a7c + 0x60a5));
        assertThat(old)
                .containsEntry("node_scrape_collector_success{collector=\"conntrack\"}", 0.0);
    }

    @Test
    void readsPagingAndPressure() {
        assertThat(recent)
                .containsEntry("node_vmstat_pgpgout", 1541180160.0)
                .containsEntry("node_vmstat_pgmajfault", 507162.0)
                .containsEntry("node_vmstat_oom_kill", 12.0)
                .containsEntry("node_pressure_cpu_waiting_seconds_total", 14.036781)
                .containsEntry("node_pressure_io_stalled_seconds_total", 159.229614)
                .containsEntry("node_pressure_memory_waiting_seconds_total", 1e-6)
                .containsEntry("node_pressure_irq_stalled_seconds_total", 0.008494)
                .doesNotContainKey("node_vmstat_pgalloc_dma")
                .doesNotContainKey("node_vmstat_thp_fault_alloc");
        assertThat(old).containsEntry("node_scrape_collector_success{collector=\"pressure\"}", 0.0);
    }

    @Test
    void readsTemperaturesFansAndVoltages() {
        assertThat(recent)
                .containsEntry("node_thermal_zone_temp{type=\"cpu-thermal\",zone=\"0\"}", 49.925)
                .containsEntry("node_cooling_device_cur_state{name=\"1\",type=\"Processor\"}", 3.0)
                .containsEntry("node_hwmon_temp_celsius{chip=\"hwmon2\",sensor=\"temp1\"}", 55.0)
                .containsEntry(
                        "node_hwmon_temp_crit_celsius{chip=\"hwmon2\",sensor=\"temp1\"}", 100.0)
                .containsEntry("node_hwmon_fan_rpm{chip=\"hwmon2\",sensor=\"fan2\"}", 1098.0)
                .containsEntry("node_hwmon_in_volts{chip=\"hwmon2\",sensor=\"in0\"}", 0.792)
                .containsEntry(
                        "node_hwmon_power_average_watt{chip=\"hwmon2\",sensor=\"power1\"}", 12.5)
                .containsEntry(
                        "node_hwmon_sensor_label{chip=\"hwmon2\",label=\"Core 0\",sensor=\"temp1\"}",
                        1.0)
                .containsEntry("node_hwmon_chip_names{chip=\"hwmon2\",chip_name=\"nct6779\"}", 1.0);
    }

    @Test
    void tellsWhichSystemItIs() {
        assertThat(recent)
                .containsEntry(
                        "node_uname_info{domainname=\"(none)\",machine=\"aarch64\","
                                + "nodename=\"web-1\",release=\"6.12.9\",sysname=\"Linux\","
                                + "version=\"#1 SMP PREEMPT_DYNAMIC\"}",
                        1.0)
                .containsEntry(
                        "node_os_info{id=\"ubuntu\",id_like=\"debian\",name=\"Ubuntu\","
                                + "pretty_name=\"Ubuntu 24.04.1 LTS\","
                                + "version=\"24.04.1 LTS (Noble Numbat)\","
                                + "version_codename=\"noble\",version_id=\"24.04\"}",
                        1.0)
                .containsEntry(
                        "node_os_version{id=\"ubuntu\",id_like=\"debian\",name=\"Ubuntu\"}", 24.04)
                .containsEntry(
                        "node_time_clocksource_available_info{clocksource=\"hpet\",device=\"0\"}",
                        1.0)
                .containsEntry(
                        "node_time_clocksource_current_info{clocksource=\"tsc\",device=\"0\"}", 1.0)
                .containsEntry("node_selinux_enabled", 0.0);
        assertThat(old).containsEntry("node_os_version{id=\"centos\",name=\"CentOS Linux\"}", 7.0);
    }

    @Test
    void readsTheRoomOfMountedFileSystemsThatAreNotExcluded() {
        String root = "{device=\"/dev/sda1\",fstype=\"ext4\",mountpoint=\"/\"}";
        assertThat(recent)
                .containsEntry("node_filesystem_device_error" + root, 0.0)
                .containsEntry(
                        "node_filesystem_mount_info{device=\"/dev/sda1\",major=\"8\","
                                + "minor=\"1\",mountpoint=\"/\"}",
                        1.0);
        double size = recent.getOrDefault("node_filesystem_size_bytes" + root, Double.NaN);
        double free = recent.getOrDefault("node_filesystem_free_bytes" + root, Double.NaN);
        double available = recent.getOrDefault("node_filesystem_avail_bytes" + root, Double.NaN);
        assertThat(available).isPositive().isLessThanOrEqualTo(free);
        assertThat(free).isLessThan(size);
        assertThat(recent.keySet()).noneMatch(series -> series.contains("mountpoint=\"/proc\""));
    }
}
