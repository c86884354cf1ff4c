using Amazon.Lambda.Core;

namespace Corpus.Clean.LeftForAll;

/// <summary>What one function sets for all, and the other makes of it, is nobody's own, although it once came with an event.</summary>
public sealed class Certificates
{
    private static readonly object Gate = new();
    private static string s_subject = "CN=none";
    private static string s_certificate;

    public void Rename(string subject, ILambdaContext context)
    {
        lock (Gate)
        {
            s_subject = subject;
        }
    }

    public string Current(int days, ILambdaContext context)
    {
        if (s_certificate == null)
        {
            lock (Gate)
            {
                if (s_certificate == null)
                {
                    s_certificate = Make();
                }
            }
        }

        return s_certificate + days;
    }

    private static string Make() => "certificate of " + s_subject;
}
