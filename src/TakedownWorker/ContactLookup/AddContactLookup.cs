using TakedownWorker.Core.Contacts;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.ContactLookup;

internal static class AddContactLookupExtensions
{
    /// <summary>Needs <see cref="IRulebookSource"/> and <see cref="PublicSuffixes"/>, which the packs bring.</summary>
    public static IServiceCollection AddContactLookup(this IServiceCollection services) =>
        services.AddSingleton<IRouteFinder>(s => new RouteFinder(
            s.GetRequiredService<IRulebookSource>().Providers, s.GetRequiredService<PublicSuffixes>()));
}
