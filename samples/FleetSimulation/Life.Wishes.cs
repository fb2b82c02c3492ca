namespace FleetSimulation;

/// <summary>What customers and the carrier's staff do of their own accord.</summary>
internal sealed partial class Life
{
    private static readonly PersonalReference Note = new("note");

    private static readonly (TerminationReason Reason, double Weight)[] Terminations =
        [(TerminationReason.PortedOut, 6), (TerminationReason.Revoked, 2), (TerminationReason.Fraud, 1), (TerminationReason.Regulatory, 1)];

    /// <summary>What people do because the subscription came to another status.</summary>
    private void React(SubscriptionStatus before)
    {
        if (_line.Status.IsPendingCancel() && !before.IsPendingCancel())
        {
            if (_dice.Happens(_habits.UnbindsDevices))
                Plan(Wish.UnbindDevices, _dice.Days(0.01, 4));
            if (_dice.Happens(_habits.ChangesTheirMind))
                Plan(Wish.Stay, _dice.Days(0.1, 6));
        }

        switch (_line.Status)
        {
            case SubscriptionStatus.Grace when _dice.Happens(_habits.RenewsInGrace):
                Plan(Wish.Renew, _dice.Days(0.5, 12));
                break;
            case SubscriptionStatus.Suspended:
                Plan(Wish.ComeBack, _dice.Days(7, 60));
                break;
            case SubscriptionStatus.AwaitingDocuments or SubscriptionStatus.AwaitingSupplement when _dice.Happens(_habits.SendsDocuments):
                Plan(Wish.SendDocuments, _dice.Days(0.1, 5));
                break;
            case SubscriptionStatus.UnderReview when !_dice.Happens(_habits.ReviewIsForgotten):
                Plan(Wish.Review, _dice.Days(0.5, 6));
                break;
            case SubscriptionStatus.Clearing or SubscriptionStatus.Closed when _dice.Happens(_habits.PaysDues):
                Plan(Wish.PayDues, _dice.Days(1, 20));
                break;
        }
    }

    /// <summary>Who does not renew automatically does so by hand, or not; who pays from the balance has to fill it.</summary>
    private void PlanRenewal(Instant paidUntil)
    {
        if (_method == PaymentMethod.Balance && _dice.Happens(_habits.RenewsByHand))
            _errands.Add(new Errand(Instant.Max(_now, paidUntil - _dice.Days(4, 6)), Wish.FillBalance));
        if (!_isAutomatic && _dice.Happens(_habits.RenewsByHand))
            _errands.Add(new Errand(Instant.Max(_now, paidUntil - _dice.Days(0.1, 3)), Wish.Renew));
    }

    private void Dispute(PaymentReceipt payment)
    {
        var dispute = new ReportChargeback(payment.Reference, payment.Amount) { Dispute = References[_references++ % References.Length] };
        var at = _now + _dice.Days(5, 60);
        _errands.Add(new Errand(at, Report: dispute));
        if (_dice.Happens(_habits.DisputeIsWon))
            _errands.Add(new Errand(at + _dice.Days(10, 45), Report: dispute with { Won = true }));
    }

    private void PlanWish()
    {
        if (shop.WishesAYear > 0)
            Plan(_dice.Of<Wish>(shop.Yearly), _dice.Until(shop.WishesAYear));
    }

    private void Follow(Wish wish)
    {
        if (CommandFor(wish) is { } command)
            Give(command);
        else if (wish == Wish.Begin)
            Begin();
        else if (wish == Wish.Renew)
            Renew();
        else if (wish is Wish.Leave or Wish.LeaveNevertheless)
            Leave();
        else if (wish == Wish.Review && _line.Status == SubscriptionStatus.UnderReview)
            Review();
        else if (wish == Wish.UnbindDevices)
            UnbindDevices();

        // There is always something next, and once more after the end, because not everybody knows.
        if (wish <= Wish.LastOfAYear && _line.Status != SubscriptionStatus.Closed)
            PlanWish();
    }

    /// <summary>What is asked for; null if nothing is, or if it takes more than a command.</summary>
    private LifecycleCommand? CommandFor(Wish wish) => wish switch
    {
        Wish.ChangeDevice => _line.Devices is [var old, ..] ? new ReplaceDevice(old.Device, NextDevice()) : new BindDevice(NextDevice()),
        Wish.LoseDevice when _line.Devices is [var lost, ..] => new ReportDeviceLost(lost.Device),
        Wish.ChangePlan when shop.Policy.Plans is { Count: > 1 } plans =>
            new ChangePlan(Another(plans).Code, _dice.Happens(0.5) ? PlanChangeTiming.Now : PlanChangeTiming.PeriodEnd, _method),
        Wish.BuyPack when shop.Policy.Packs is { Count: > 0 } packs => new BuyPack(packs[_dice.Below(packs.Count)].Code, _method),
        Wish.Pause => new Suspend(),
        Wish.TopUp or Wish.FillBalance => NextTopUp(),
        Wish.UsePromotion when shop.Policy.Promotions is { Count: > 0 } promotions => new ApplyPromotion(promotions[_dice.Below(promotions.Count)].Code),
        Wish.GetCredit when _line.Contract!.Plan.Price is { IsPositive: true } price => new GrantCredit(price) { Reference = NextReference() },
        Wish.EndByCarrier => new Terminate(_dice.Of<TerminationReason>(Terminations)),
        Wish.Use => new RecordUsage(1L << 28),
        Wish.ComeBack => new Resume(),
        Wish.Stay when _line.Status.IsPendingCancel() => new WithdrawCancellation(),
        Wish.SendDocuments when _line.Cancellation is { Missing: { Count: > 0 } missing } =>
            new SubmitDocuments([.. missing.Select(kind => new SubmittedDocument(kind, new PersonalReference($"document-{_documents++}")))]),
        Wish.PayDues when _line.Balances[Account.Receivable] is { IsNegative: true } owed => new PayDues(NextReference(), -owed, shop.OutsideMethod),
        _ => null,
    };

    /// <summary>The first period is paid, the subscription begins, its devices are bound.</summary>
    private void Begin()
    {
        var plan = _line.Contract!.Plan;
        if (plan.Validity is null && plan.Price.IsPositive)
            Give(new RecordPayment(NextReference(), plan.Price, shop.OutsideMethod));
        else if (plan.Validity is not null && NextTopUp() is { } topUp)
            Give(topUp);
        Give(new Activate());
        Give(new BindDevice(NextDevice()));
        if (_dice.Happens(_habits.BindsASecondDevice))
            Give(new BindDevice(NextDevice(), DeviceKind.Watch));
        if (_isAutomatic)
            Give(new SetAutoRenewal(On: true, _method));
        if (_dice.Happens(_habits.IsUsed))
            Plan(Wish.Use, _dice.Days(0.1, 5));
    }

    /// <summary>Who is told that it takes a top-up tops up.</summary>
    private void Renew()
    {
        foreach (var refusal in Give(new Renew(_method)).Refusals)
        {
            if (refusal.Code is not (RefusalCode.RenewalByTopUp or RefusalCode.BalanceTooLow) || NextTopUp() is not { } topUp)
                continue;
            Give(topUp);
            if (refusal.Code == RefusalCode.BalanceTooLow)
                Give(new Renew(_method));
            return;
        }
    }

    private TopUp? NextTopUp()
    {
        var plan = _line.Contract!.Plan;
        var amount = plan.Validity is { Steps: var steps } ? steps[_dice.Below(steps.Count)].MinAmount : plan.Price;
        return amount.IsPositive ? new TopUp(NextReference(), amount, shop.OutsideMethod) : null;
    }

    /// <summary>A customer looks at what is possible, and asks for one of the ways; if none is, they ask nevertheless and are told why.</summary>
    private void Leave()
    {
        var answer = shop.Lifecycle.Available(_line, shop.CallerOf(CommandKind.RequestCancellation), _now)[(int)CommandKind.RequestCancellation];
        var ways = answer.Choices.Where(choice => choice.IsPossible).Select(choice => choice.Command).OfType<RequestCancellation>().ToList();
        var request = ways.Count > 0 ? ways[_dice.Below(ways.Count)] : new RequestCancellation(CancellationReason.NoLongerNeeded);
        var decision = Give(request with { Reason = _dice.Of<CancellationReason>(Habits.Reasons), Note = Note });

        // Refused: what has to be done first is done, and they come back.
        if (decision.Outcome == Outcome.Refused && _line.Status != SubscriptionStatus.Closed && _dice.Happens(_habits.TriesAgain))
        {
            Plan(Wish.UnbindDevices, _dice.Days(0.1, 2));
            Plan(Wish.LeaveNevertheless, _dice.Days(3, 40));
        }
    }

    private void UnbindDevices()
    {
        foreach (var binding in _line.Devices)
            Give(new UnbindDevice(binding.Device));
    }

    private void Review()
    {
        if (_dice.Happens(_habits.ReviewRejects))
            Give(new RejectCancellation(RejectionReason.Other));
        else if (!_dice.Happens(_habits.ReviewAsksForMore) || Give(new RequestSupplement([DocumentKind.Explanation])).Outcome == Outcome.Refused)
            Give(new ApproveCancellation());

        // What can't be approved yet is looked at again.
        if (_line.Status == SubscriptionStatus.UnderReview)
            Plan(Wish.Review, _dice.Days(2, 5));
    }

    private PlanTerms Another(ValueList<PlanTerms> plans)
    {
        var index = _dice.Below(plans.Count);
        return plans[index].Code == _line.Contract!.Plan.Code ? plans[(index + 1) % plans.Count] : plans[index];
    }
}
