using TakedownWorker.Hosting.Options;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Mail;

/// <summary>Registers the one <see cref="IMailSender"/>: pickup folder or SMTP. Needs both keyed clocks.</summary>
internal static class MailRegistration
{
    public static IServiceCollection AddMail(this IServiceCollection services, TakedownOptions options) =>
        services.AddMail(MailSettings.From(options));

    public static IServiceCollection AddMail(this IServiceCollection services, MailSettings settings, MailLimits? limits = null)
    {
        services.AddSingleton(settings).AddSingleton(limits ?? MailLimits.Default).AddSingleton<Dkim>();
        return settings.PickupFolder is null
            ? services.AddSingleton<IMailSender, SmtpSender>()
            : services.AddSingleton<IMailSender, PickupSender>();
    }
}
