using TakedownWorker.Hosting.Options;

namespace TakedownWorker.Demo;

/// <summary>The configuration of the demo: loopback only, its own mail server, policies and bases as they come.</summary>
internal static class DemoOptions
{
    public const string Caseworker = "desk@helpline.test";

    public static TakedownOptions For(string folder, DemoHosts hosts, int mailPort)
    {
        var options = new TakedownOptions { DataDirectory = folder };
        options.Organisation.Name = "Demo Helpline";
        options.Organisation.From = "takedown@helpline.test";
        options.Mail.Outgoing.Mode = OutgoingMode.Smtp;
        options.Mail.Outgoing.Host = "127.0.0.1";
        options.Mail.Outgoing.Port = mailPort;
        options.Mail.Outgoing.Security = MailSecurity.None;
        options.Monitoring.AllowedPrivateNetworks.Add("127.0.0.0/8");
        options.Monitoring.ControlUrls.Add(hosts.All.Single(h => h.Name == DemoHosts.Control).Url);
        foreach (var host in hosts.All)
        {
            options.Monitoring.HostMap[host.Name] = host.Address.ToString();
        }

        options.Caseworkers.Add(new CaseworkerOptions { Email = Caseworker, Name = "Desk" });
        options.Contacts.DirectoryFolders.Add(WriteDirectory(folder));
        foreach (var basis in new[] { "us-take-it-down", "generic-aup" })
        {
            options.LegalBases.Reviews.Add(new BasisReviewOptions { Basis = basis, By = "demo", On = "2026-03-01" });
        }

        return options;
    }

    /// <summary>The demo's own provider: it hosts two of the sites, so that silence has a next rung.</summary>
    private static string WriteDirectory(string folder)
    {
        var directory = Path.Combine(folder, "directory");
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "demo-hosting.yaml"), $"""
            id: demo-hosting
            name: Demo Hosting
            kind: host
            role: hosting-provider
            domains: [second-rung.test, ignores.test]
            routes:
              - channel: email
                address: {DemoCast.HostingMailbox}
                trust: verified
            source: made up for the demo
            checked: 2026-03-01
            """);
        return directory;
    }
}
