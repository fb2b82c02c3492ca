namespace EsimLifecycle.Tests;

/// <summary>Steps that stories of renewal share.</summary>
internal static class RenewalSteps
{
    private static readonly Period Month = Period.FromMonths(1);

    /// <summary>Plans, packs and promotions in round figures: a March of 31.00 is a dollar a day.</summary>
    public static Scenario Shop(Func<RenewalPolicy, RenewalPolicy>? change = null) => Scenario.With(policy => policy with
    {
        Plans =
        [
            policy.Plans[0],
            new PlanTerms { Code = "day", Price = Usd("1.00"), Length = Period.FromDays(1) },
            new PlanTerms { Code = "roaming", Price = Usd("62.00"), Length = Month, Coverage = PlanCoverage.Roaming },
            new PlanTerms { Code = "committed", Price = Usd("31.00"), Length = Month, CommitmentMonths = 12 },
            new PlanTerms { Code = "keep", Price = Usd("0.00"), Length = Period.FromDays(30), Validity = new ValidityTerms
            {
                Steps = [new ValidityStep(Usd("1.00"), 7), new ValidityStep(Usd("5.00"), 30), new ValidityStep(Usd("10.00"), 90)], MaxDays = 100,
            } },
        ],
        Packs =
        [
            new PackTerms { Code = "gigabyte", Kind = PackKind.Data, Price = Usd("4.00"), Length = Period.FromDays(7), DataBytes = 1000 },
            new PackTerms { Code = "week", Kind = PackKind.Validity, Price = Usd("3.00"), Length = Period.FromDays(7) },
        ],
        Promotions =
        [
            new PromotionTerms { Code = "fifth", Percent = 20, Periods = 2 },
            new PromotionTerms { Code = "five", Amount = Usd("5.00"), Stackable = true },
            new PromotionTerms { Code = "tenth", Percent = 10, Stackable = true },
            new PromotionTerms { Code = "free", Percent = 100 },
            new PromotionTerms { Code = "april", Percent = 50, ValidFrom = new LocalDate(2026, 4, 1), ValidUntil = new LocalDate(2026, 5, 1) },
        ],
        Settlement = new SettlementPolicy { Refund = new RefundTerms { UnusedPeriod = UnusedWorth.Prorated } },
        Cancellation = new CancellationPolicy { Timings = [CancellationTiming.Immediate, CancellationTiming.EndOfTerm, CancellationTiming.OnDate], Review = true },
        Renewal = change is null ? policy.Renewal : change(policy.Renewal),
    });

    /// <summary>The carrier's system has to confirm what is bought: three tries of a day.</summary>
    public static Scenario ShopThatConfirms() => Shop(renewal => renewal with { ConfirmsProvisioning = true });

    /// <summary>March 2026 is paid by card, and it is its first day.</summary>
    public static Scenario InMarch(this Scenario scenario) => scenario.At("2026-03-01").Activated();

    public static Scenario Renewing(this Scenario scenario, PaymentMethod method = PaymentMethod.Card) =>
        scenario.When(new SetAutoRenewal(true, method)).Then<AutoRenewalSet>();

    /// <summary>The one charge in flight is paid.</summary>
    public static Scenario Answered(this Scenario scenario, string amount = "USD 31.00") => scenario.Paid(amount, scenario.Charge().Key);

    /// <summary>The one charge in flight fails.</summary>
    public static Scenario Refused(this Scenario scenario) => scenario.Declined(scenario.Charge().Key);

    public static Charge Charge(this Scenario scenario) => scenario.State.Renewal.Charges.Should().ContainSingle().Subject;

    public static Scenario Granted(this Scenario scenario, string amount) =>
        scenario.When(new GrantCredit(Usd(amount)), Caller.Carrier).Then<CreditGranted>();

    public static Scenario PaidUntil(this Scenario scenario, string date)
    {
        scenario.State.Term.PaidUntil.Should().Be(scenario.Local(date));
        return scenario;
    }

    /// <summary>Every paid period begins where the one before ends.</summary>
    public static Scenario Tiles(this Scenario scenario)
    {
        var periods = scenario.State.Term.Periods;
        for (var i = 1; i < periods.Count; i++)
            periods[i].Start.Should().Be(periods[i - 1].End);
        return scenario;
    }

    public static Scenario Used(this Scenario scenario, PaymentUse use)
    {
        scenario.Event<PaymentRecorded>().Use.Should().Be(use);
        return scenario;
    }

    public static Scenario Tells(this Scenario scenario, params MessageTemplate[] messages)
    {
        scenario.Instructions().OfType<SendMessage>().Select(message => message.Template).Should().Equal(messages);
        return scenario;
    }

    public static IEnumerable<Instruction> Instructions(this Scenario scenario) =>
        scenario.Last.Events.SelectMany(each => Instruction.From(each));

    /// <summary>The host was told to pay back exactly that.</summary>
    public static Scenario PaysBack(this Scenario scenario, string amount)
    {
        scenario.Instructions().OfType<PayRefund>().Single().Amount.Should().Be(Money.Parse(amount));
        return scenario;
    }

    public static Money Usd(string amount) => Money.Parse("USD " + amount);
}
