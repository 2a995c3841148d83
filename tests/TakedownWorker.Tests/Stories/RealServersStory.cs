using System.Text.Json;
using MimeKit;
using NodaTime;
using TakedownWorker.Core.Intake;
using TakedownWorker.Hosting.Options;
using TakedownWorker.Intake;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Stories;

/// <summary>
/// The main job on real input: a CSV is imported, nginx serves the pages on several loopback addresses, Postfix delivers to
/// Maildirs, pages go as the story goes on. Only the clocks are fake.
/// </summary>
[Trait("Category", "Slow")]
public sealed class RealServersStory
{
    private const string Quick = "abuse@quick.test";
    private const string Silent = "abuse@silent.test";
    private const string Hosting = "abuse@hosting.test";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_a_CSV_to_the_right_letters_in_the_right_order()
    {
        await using var nginx = await NginxServer.StartAsync("quick.test", "silent.test", "control.test");
        await using var postfix = await PostfixServer.StartAsync(Quick, Silent, Hosting, World.Caseworker);
        foreach (var host in new[] { "quick.test", "silent.test" })
        {
            nginx.Put(host, "/post/1", "<html><body><p>Harmless text that stands for a post.</p></body></html>");
        }

        nginx.Put("control.test", "/up", "<html><body>up</body></html>");
        var directory = Directory.CreateTempSubdirectory("takedown-directory-");
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "hosting.yaml"), HostingYaml, Token);
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "silent.yaml"), SilentYaml, Token);
        await using var world = await World.StartAsync(o => Configure(o, nginx, postfix, directory.FullName), scripted: false);
        await ImportAsync(world, nginx, directory.FullName);

        for (var hour = 0; hour < 90; hour++)
        {
            await world.PassAsync(Duration.FromHours(1));
            RemoveOnce(nginx, "quick.test", postfix.Letters(Quick).Count > 0);
            RemoveOnce(nginx, "silent.test", postfix.Letters(Hosting).Count > 0);
        }

        Assert.Equal(["first", "withdrawal"], await KindsAsync(postfix, Quick, 2));
        Assert.Equal(["first", "reminder-1", "withdrawal"], await KindsAsync(postfix, Silent, 3));
        Assert.Equal(["first", "withdrawal"], await KindsAsync(postfix, Hosting, 2));
        Assert.Equal("removed", (await world.ShowAsync()).State);
        Assert.True((await world.Get<ILedger>().VerifyAsync(null, Token)).Ok, "the ledger does not verify");
        directory.Delete(recursive: true);
    }

    private const string HostingYaml = """
        id: test-hosting
        name: Test Hosting
        kind: host
        role: hosting-provider
        domains: [silent.test]
        routes:
          - channel: email
            address: abuse@hosting.test
            trust: verified
        source: made up for the test
        checked: 2026-03-01
        """;

    private const string SilentYaml = """
        id: test-silent
        name: Test Board
        kind: platform
        role: site-operator
        domains: [silent.test]
        routes:
          - channel: email
            address: abuse@silent.test
            trust: published
        source: made up for the test
        checked: 2026-03-01
        """;

    private static void Configure(TakedownOptions o, NginxServer nginx, PostfixServer postfix, string directory)
    {
        o.Mail.Outgoing.Host = "127.0.0.1";
        o.Mail.Outgoing.Port = postfix.Port;
        o.Mail.Outgoing.Security = MailSecurity.None;
        o.Monitoring.AllowedPrivateNetworks.Add("127.0.0.0/8");
        o.Monitoring.ControlUrls.Clear();
        o.Monitoring.ControlUrls.Add(nginx.Url("control.test", "/up"));
        o.Contacts.DirectoryFolders.Add(directory);
        foreach (var (name, address) in nginx.HostMap)
        {
            o.Monitoring.HostMap[name] = address.ToString();
        }
    }

    private static async Task ImportAsync(World world, NginxServer nginx, string folder)
    {
        var csv = Path.Combine(folder, "import.csv");
        await File.WriteAllLinesAsync(
            csv,
            [
                "url,case,adult,under18,authority_by,authority_date,seen_by,seen_on,caseworker",
                $"{nginx.Url("quick.test", "/post/1")},story,yes,no,the person,2026-03-01,desk,2026-03-01,{World.Caseworker}",
                $"{nginx.Url("silent.test", "/post/1")},story,yes,no,the person,2026-03-01,desk,2026-03-01,{World.Caseworker}",
                "not an address,story,yes,no,the person,2026-03-01,desk,2026-03-01,",
            ],
            Token);
        var mapped = ImportMapping.Map(new ImportReader().Read(csv), new ImportContext(["default"], [World.Caseworker], new LocalDate(2026, 3, 2)));
        Assert.Equal(4, Assert.Single(mapped.Faults).Line);
        foreach (var report in mapped.Cases)
        {
            await world.ImportAsync(report);
        }
    }

    private static void RemoveOnce(NginxServer nginx, string host, bool now)
    {
        if (now)
        {
            nginx.Remove(host, "/post/1");
        }
    }

    private static async Task<IEnumerable<string>> KindsAsync(PostfixServer postfix, string recipient, int count) =>
        (await postfix.LettersAsync(recipient, count)).Select(l =>
        {
            var json = l.Message().Attachments.OfType<MimePart>().Single(a => a.FileName == "notice.json");
            using var content = json.Content!.Open();
            return JsonDocument.Parse(content).RootElement.GetProperty("kind").GetString()!;
        });
}
