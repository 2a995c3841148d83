using TakedownWorker.Hosting.Options;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Fetching;

/// <summary>Registers the looks: <see cref="IPageFetcher"/>, <see cref="IOwnOutage"/> and <see cref="CheckUrls"/>.</summary>
internal static class FetchingRegistration
{
    /// <summary>With the registered <see cref="TakedownOptions"/>, which were checked when they were loaded.</summary>
    public static IServiceCollection AddFetching(this IServiceCollection services) =>
        services.AddFetching(provider => FetchSettings.From(provider.GetRequiredService<TakedownOptions>().Monitoring));

    public static IServiceCollection AddFetching(
        this IServiceCollection services, Func<IServiceProvider, FetchSettings> settings) =>
        services
            .AddSingleton(settings)
            .AddSingleton(FetchLimits.Default)
            .AddSingleton<INameResolver, SystemResolver>()
            .AddSingleton<SafeConnect>()
            .AddSingleton<LookHttp>()
            .AddSingleton<PageFetcher>()
            .AddSingleton<Siblings>()
            .AddSingleton<JudgedFetcher>()
            .AddSingleton<IPageFetcher, RestingFetcher>()
            .AddSingleton<IOwnOutage, ControlUrls>()
            .AddSingleton<IVantages, Vantages>()
            .AddSingleton<CheckUrls>();
}
