namespace TakedownWorker.Tests.Support;

/// <summary>Its two files: loopback only, nothing relayed, mail written by the least of users.</summary>
internal sealed partial class PostfixServer
{
    private string MainCf() => $"""
        compatibility_level = 3.6
        myhostname = mx.test
        mydestination =
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        queue_directory = {folder}/queue
        data_directory = {folder}/data
        maillog_file = {LogFile}
        maillog_file_prefixes = {folder}
        mynetworks = 127.0.0.0/8
        alias_maps =
        alias_database =
        local_recipient_maps =
        append_dot_mydomain = no
        virtual_mailbox_domains = regexp:{folder}/etc/domains
        virtual_mailbox_maps = texthash:{folder}/etc/named, regexp:{folder}/etc/others
        virtual_mailbox_base = {folder}/mail
        virtual_minimum_uid = 1
        virtual_uid_maps = static:65534
        virtual_gid_maps = static:65534
        virtual_transport = virtual
        default_transport = error:5.1.2 nothing leaves this machine
        relay_transport = error:5.1.2 nothing leaves this machine
        smtpd_relay_restrictions = reject_unauth_destination
        smtpd_helo_required = yes
        smtpd_helo_restrictions = reject_non_fqdn_helo_hostname
        smtpd_client_connection_rate_limit = 0
        minimal_backoff_time = 5s
        queue_run_delay = 5s
        notify_classes =

        """;

    private string MasterCf() => $"""
        127.0.0.1:{Port} inet n - n - - smtpd
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 5 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        flush unix n - n 1000? 0 flush
        proxymap unix - - n - - proxymap
        error unix - - n - - error
        retry unix - - n - - error
        virtual unix - n n - - virtual
        anvil unix - - n - 1 anvil
        postlog unix-dgram n - n - 1 postlogd

        """;
}
