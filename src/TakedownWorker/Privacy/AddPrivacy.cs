using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Privacy;

internal static class PrivacyRegistration
{
    /// <param name="keyFile">Full path of <c>Privacy:KeyFile</c>.</param>
    public static IServiceCollection AddPrivacy(this IServiceCollection services, string keyFile) =>
        services.AddSingleton<IKeyring>(new Keyring(keyFile));
}
