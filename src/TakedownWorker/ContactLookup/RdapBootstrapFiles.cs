using TakedownWorker.Core.Contacts.Sources;

namespace TakedownWorker.ContactLookup;

/// <summary>The bootstrap files, read once when the first question needs them.</summary>
internal sealed class RdapBootstrapFiles(LookupSettings settings)
{
    private readonly Lazy<RdapBootstrap> _value = new(() => Read(settings.BootstrapFolder));

    /// <exception cref="LookupStoppedException">A file is refused; its name is in the note.</exception>
    public RdapBootstrap Value => _value.Value;

    private static RdapBootstrap Read(string folder) => new(
        File(folder, "dns.json"), File(folder, "ipv4.json"), File(folder, "ipv6.json"), File(folder, "asn.json"), File(folder, "object-tags.json"));

    /// <summary>A file that is not there lists nobody; one that is broken is told.</summary>
    private static RdapServices File(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!System.IO.File.Exists(path))
        {
            return RdapServices.Empty;
        }

        var (file, fault) = RdapServices.Read(System.IO.File.ReadAllBytes(path));
        return file ?? throw new LookupStoppedException($"the bootstrap file {name} {fault}");
    }
}
