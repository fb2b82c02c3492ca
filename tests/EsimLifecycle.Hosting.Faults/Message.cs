using System.Globalization;

namespace EsimLifecycle.Hosting.Faults;

/// <summary>A command of a client. What it is follows from its id, so that a process that comes after a killed one can send it again.</summary>
internal readonly record struct Message(SubscriptionId Line, CommandId Id)
{
    private static readonly Eid[] Devices =
    [
        Eid.Parse("89049032123451234512345678901235"), Eid.Parse("89086030202200000022000023022943"), Eid.Parse("89044045116727494800000004479366"),
    ];

    public static Message Open(SubscriptionId line) => new(line, new("open"));

    public LifecycleCommand Command
    {
        get
        {
            if (Id == new CommandId("open"))
                return new OpenSubscription(Line, "keep-monthly") { Contact = new("contact-0"), Number = Msisdn.Parse("+6281234567890") };
            var dice = new Random(SeedOf($"{Line}/{Id}"));
            var device = Devices[dice.Next(Devices.Length)];
            return dice.Next(100) switch
            {
                < 20 => new UpdateContact(new PersonalReference($"contact-{Id}")),
                < 30 => new RecordPayment(new Reference($"pay-{Id}"), Money.Parse("USD 3.00"), PaymentMethod.Card),
                < 36 => new TopUp(new Reference($"top-{Id}"), Money.Parse(string.Create(CultureInfo.InvariantCulture, $"USD {dice.Next(1, 9)}.50")), PaymentMethod.Card),
                < 44 => new Activate(),
                < 58 => new BindDevice(device),
                < 70 => new UnbindDevice(device),
                < 76 => new Renew(PaymentMethod.Card),
                < 82 => new RequestCancellation(CancellationReason.NoLongerNeeded),
                < 90 => new WithdrawCancellation(),
                < 93 => new Suspend(SuspensionHolder.Customer),
                < 97 => new Resume(),
                _ => new SetAutoRenewal(dice.Next(2) == 0),
            };
        }
    }

    // The same in every process, unlike GetHashCode.
    private static int SeedOf(string text) => (int)text.Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619u));
}
