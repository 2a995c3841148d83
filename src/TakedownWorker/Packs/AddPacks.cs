using System.Collections.Immutable;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Notices;
using TakedownWorker.Hosting.Options;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Packs;

/// <summary>Reads all packs while the program is put together: a faulty pack stops the start, and nothing half-done remains.</summary>
internal static class AddPacksExtensions
{
    /// <exception cref="InvalidPacksException">A pack is faulty; the message lists every fault.</exception>
    public static IServiceCollection AddPacks(this IServiceCollection services, TakedownOptions options)
    {
        var packs = PackLoader.Load(FoldersOf(options));
        var organisation = OrganisationOf(options.Organisation);
        var rulebooks = Rulebooks(packs, options);
        services.AddSingleton(packs);
        services.AddSingleton(packs.Suffixes);
        services.AddSingleton(packs.Judge);
        services.AddSingleton(organisation);
        services.AddSingleton<IRulebookSource>(rulebooks);
        services.AddSingleton<INoticeComposer>(new NoticeComposer(packs, organisation));
        services.AddSingleton<IBriefingComposer>(new BriefingComposer(packs, organisation));
        services.AddSingleton<INoticePreview>(s => new NoticePreviewer(
            packs, rulebooks, organisation, s.GetRequiredKeyedService<TimeProvider>(Clocks.Domain)));
        return services;
    }

    public static PackFolders FoldersOf(TakedownOptions options) => new(
        AppContext.BaseDirectory,
        options.BesideProgram(options.Policies.Folder, "Policies"),
        [.. options.Contacts.DirectoryFolders.Select(options.InDataDirectory)],
        options.BesideProgram(options.LegalBases.Folder, "LegalBases"));

    public static OrganisationFacts OrganisationOf(OrganisationOptions options) => new(
        options.Name, options.Signatory, options.From, Given(options.Telephone), HotlineText: Given(options.HotlineText));

    public static Installation InstallationOf(TakedownOptions options) => new()
    {
        Confirmation = new Confirmation(
            options.Monitoring.Confirmation.Looks, OptionPeriods.Period(options.Monitoring.Confirmation.Spread)),
        HasControlUrls = options.Monitoring.ControlUrls.Count > 0,
        ManualLooksADay = options.Monitoring.ManualLooksADay,
        Vantages = [Core.Monitoring.LookFacts.DirectVantage, .. options.Monitoring.Vantages.Select(v => v.Name)],
        Trial = options.Mail.Outgoing.Mode == OutgoingMode.Pickup,
        ReadsMail = options.Mail.Incoming.Mode != IncomingMode.None,
        ReviewedBases = [.. options.LegalBases.Reviews.Select(r => r.Basis)],
        CaseMailDomain = options.Organisation.From[(options.Organisation.From.LastIndexOf('@') + 1)..],
    };

    private static PackRulebooks Rulebooks(LoadedPacks packs, TakedownOptions options)
    {
        var faults = options.LegalBases.Reviews
            .Where(r => !packs.Bases.ContainsKey(r.Basis))
            .Select(r => new PackFault("configuration", 0, "LegalBases:Reviews", r.Basis, $"no such legal basis; there are: {string.Join(", ", packs.Bases.Keys.Order(StringComparer.Ordinal))}"))
            .ToList();
        if (!packs.Policies.ContainsKey(options.Policies.Default))
        {
            faults.Add(new PackFault("configuration", 0, "Policies:Default", options.Policies.Default, $"no such policy; there are: {string.Join(", ", packs.Policies.Keys.Order(StringComparer.Ordinal))}"));
        }

        return faults.Count == 0 ? new PackRulebooks(packs, InstallationOf(options), options.Policies.Default) : throw new InvalidPacksException(faults);
    }

    private static string? Given(string value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
