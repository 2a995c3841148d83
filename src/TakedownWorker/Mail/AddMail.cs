using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Mail;

/// <summary>Registers the one sender: pickup folder or SMTP.</summary>
internal static class MailRegistration
{
    public static IServiceCollection AddMail(this IServiceCollection services, MailSettings settings)
    {
        services.AddSingleton(settings);
        return settings.PickupFolder is null
            ? services.AddSingleton<IMailSender, SmtpSender>()
            : services.AddSingleton<IMailSender, PickupSender>();
    }
}
