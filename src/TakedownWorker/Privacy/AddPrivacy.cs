using TakedownWorker.Hosting.Options;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Privacy;

internal static class PrivacyRegistration
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services, TakedownOptions options) =>
        services.AddSingleton<IKeyring>(new Keyring(options.InDataDirectory(options.Privacy.KeyFile)));
}
