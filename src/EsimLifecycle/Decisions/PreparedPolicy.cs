namespace EsimLifecycle;

/// <summary>A policy made ready for use: its zone and calendar found, its tables turned into arrays.</summary>
internal sealed class PreparedPolicy
{
    // As they are agreed: each with its refund terms.
    private readonly ValueList<PlanTerms> _plans;

    public PreparedPolicy(CarrierPolicy policy, CommandDefinition[] definitions)
    {
        var faults = policy.Validate();
        if (faults.Any(fault => fault.Severity == PolicySeverity.Error))
            throw new InvalidPolicyException(faults);
        Policy = policy;
        Zone = DateTimeZoneProviders.Tzdb[policy.Identity.Zone];
        Access = new AccessTable(policy.Access, definitions);
        ReminderDays = [.. policy.Renewal.ReminderDays.OrderDescending()];
        _plans = [.. policy.Plans.Select(plan => plan.Refund is null ? plan with { Refund = policy.Settlement.Refund } : plan)];
    }

    public CarrierPolicy Policy { get; }

    public DateTimeZone Zone { get; }

    public BusinessCalendar Calendar => Policy.Identity.Calendar;

    public Currency Currency => Policy.Identity.Currency;

    public AccessTable Access { get; }

    /// <summary>The days before an end of paid time on which the customer is reminded, the earliest reminder first.</summary>
    public ValueList<int> ReminderDays { get; }

    public ValueList<string> PlanCodes => ValueList.Create(Policy.Plans.Select(plan => plan.Code));

    public ValueList<string> PackCodes => ValueList.Create(Policy.Packs.Select(pack => pack.Code));

    public PlanTerms? FindPlan(string code) => _plans.Find(code, static (plan, code) => plan.Code == code);

    public PackTerms? FindPack(string code) => Policy.Packs.Find(code, static (pack, code) => pack.Code == code);

    public PromotionTerms? FindPromotion(string code) => Policy.Promotions.Find(code, static (promotion, code) => promotion.Code == code);

    public LocalDate DateOf(Instant instant) => ZonedDates.DateOf(instant, Zone);

    public Instant StartOf(LocalDate date) => ZonedDates.AtStartOfDay(date, Zone);

    public Instant EndOfDayAfter(Instant from, int days) => Deadlines.EndOfDayAfter(from, days, Zone);

    public Instant EndOfBusinessDayAfter(Instant from, int businessDays) => Deadlines.EndOfBusinessDayAfter(from, businessDays, Calendar, Zone);
}
