using Amazon.Lambda.Core;

namespace Corpus.Hazards.LeftByMyself;

/// <summary>The same invocation leaves its subject in a static and reads it a call later, when it may be another's.</summary>
public sealed class Certificates
{
    private static string s_subject = "CN=none";
    private static string s_certificate;

    public string Handle(string subject, ILambdaContext context)
    {
        s_subject = subject; //! LMI1006
        Make();
        return s_certificate;
    }

    private static void Make() => s_certificate = "certificate of " + s_subject; //! LMI1006
}
