using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Hosting.Options;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.ContactLookup;

internal static class AddContactLookupExtensions
{
    /// <summary>
    /// Needs <see cref="IRulebookSource"/> and <see cref="PublicSuffixes"/>, which the packs bring. Without registered
    /// <see cref="TakedownOptions"/>, or with look-ups switched off, the directory alone answers.
    /// </summary>
    public static IServiceCollection AddContactLookup(this IServiceCollection services) => services
        .AddSingleton(s => s.GetService<TakedownOptions>() is { } options ? LookupSettings.From(options) : new LookupSettings())
        .AddSingleton<DnsLookup>()
        .AddSingleton<PinnedConnect>()
        .AddSingleton<LookupCache>()
        .AddSingleton<LookupHttp>()
        .AddSingleton<RdapBootstrapFiles>()
        .AddSingleton<RdapLookup>()
        .AddSingleton<WhoisLookup>()
        .AddSingleton<SecurityTxtLookup>()
        .AddSingleton<ZoneLookup>()
        .AddSingleton<RegistrationLookup>()
        .AddSingleton<RouteGatherer>()
        .AddSingleton<IRouteFinder>(s => new RouteFinder(
            s.GetRequiredService<IRulebookSource>().Providers,
            s.GetRequiredService<PublicSuffixes>(),
            s.GetRequiredService<LookupSettings>().Enabled ? s.GetRequiredService<RouteGatherer>() : null));
}
