package dev.anvil.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the reference implementation, around every length at which an algorithm goes another way. */
class XxHashTest {
    @ParameterizedTest
    @CsvSource({
        "0, ef46db3751d8e999, 2d06800538d394c2, 99aa06d3014798d86001c324468d497f",
        "1, a96c7f0ce858bbb7, 4c5cca45d0f4811f, 495b62073ef70ca44c5cca45d0f4811f",
        "2, ac378c5993cd5f9a, a7e250c97710ff27, 12b2847aa0de5aaaa7e250c97710ff27",
        "3, 56e6957632a487f9, 15f7093b173d005c, 46f66cb93538156515f7093b173d005c",
        "4, c60d15b1e3ff8f04, dca012f95811b6b9, 7fefeeffb4d0eab3b987ca5d9241572a",
        "7, afbefc3d6c6f9a8e, 7561869c23da3c1b, 9194efbddb0d752c90d8d40e8b5ca9c4",
        "8, 3da5c7aa269683e0, dec6a9a43575982e, 803c675a846cc6c256bb836ceb6d4baa",
        "9, 4b17a9ba9e215c09, cbe393399f17ffbd, d46556872d230f224376673580310154",
        "15, ae2a37eb9357caa7, 545e19990471dc37, 2c612e00ed4f13d9571df173bded2e23",
        "16, a19ad429b02bc413, 7e484c18d74895d0, 650fe308c566747df853dd94614dfa07",
        "17, fe9f0feb7eeedc09, 208bde5ee2bed407, 18217300b5132d5a78c349fe81b2f26c",
        "31, 4a74f3a1a39ad4a1, a937652b0119ca11, a7591e70669b73f845e862e1ac921624",
        "32, 8d57d6a4671cc43d, 03df0ac5255d1446, 3220ff5fe507b3c05726e079716c6a62",
        "33, 62c9fd21ed857664, 199a362122d71f46, 91a4c56ad1b91d883b25275300c8b44e",
        "64, 7bbabbc45729d17e, dd30702ab46b3745, f9bfa77da0891a9636c5f7e547426bc4",
        "65, f3980c34bae65dc1, fab36b851b94ce20, 5642c5d38e6e787dd0d1d7884590a330",
        "96, 1a4b207385051b55, d245cd2541582982, 59861d1adb3e51a263451be079edd707",
        "97, b8016eeff392be5d, 60e3e1d0d43785b3, 0912f66857975b13fa4138b7dc44e45b",
        "128, 725a5b9b3bedfe94, f92b70eaa21a6288, b4f87b99d2db8a511e04fad9f0cacb4d",
        "129, 28fc8362643627d7, f8f76713f2bb60fa, 6881633650cd8924c51bc887976aef63",
        "159, 86a9633bc88912ea, a327b7cae27c8e10, 23d73d2cfa83c4b04710980f58432f1d",
        "160, c1c8129fce641faa, c90911ffcef461e2, c000b788df6dbbc4f661814e66697391",
        "161, 647214c966bd6e62, f11ed84f70bade2e, 9ab20efd5075007b3514442284da8d47",
        "191, 6fdc23307041a07b, f0025e0992b308fb, a738c169d152e2bc07e4807e2b806ac0",
        "192, 5f992882484d910b, 084028fa06f01d30, d4479caa4bea0dced8d6fbd475016236",
        "240, d430520ae3ed2fc6, ccc7375172c41f03, de57aab31e77a2ff93e173833f75ab66",
        "241, d3f50496d5bf27e0, 0b3b630948ce4a00, 92b991a7192f3f080b3b630948ce4a00",
        "255, 2c3db4bb567f731e, 89932170686cdd9a, 3e68b7e415ce7e5c89932170686cdd9a",
        "256, 7c1ff7b1d57c10d5, ec85b75bafe6ca74, 24ee30633ca52c6aec85b75bafe6ca74",
        "257, 6ff15897658784e0, 12ef0ff633841459, 0f849a4f3e33b6c212ef0ff633841459",
        "320, 0b5997d1cb2c086d, 73df0720aa2b40f3, a53d68f8e791941b73df0720aa2b40f3",
        "321, bf7ceed954371c79, 00eb6918e05d3cc7, b0a7b8e5209d5fc400eb6918e05d3cc7",
        "1024, 149aa44972cdae00, 23bc880ebf0d29c6, 4c17271c906df79223bc880ebf0d29c6",
        "1025, 2c9d0b038b4a4b35, c09fdfbc398c7d82, 70a4eb1b9691d77fc09fdfbc398c7d82",
        "1088, 8d475cbcf2e62a31, a16bad67843c5a45, fcf9dfe2b0ba271ba16bad67843c5a45",
        "2049, 26201eaeff1b4b61, 5045460f5d85c275, 11999f258baadb535045460f5d85c275",
        "100000, 3ac9cbc5a9b7f843, ccf90df7e7e37036, 8ce7a24d31cd94b1ccf90df7e7e37036"
    })
    void isThatOfTheReferenceInOneStepAndInMany(int length, String xx64, String xx3, String xx128) {
        byte[] message = new byte[length];
        for (int i = 0; i < length; i++) {
            message[i] = (byte) (i * 31 + 7);
        }
        for (int step : new int[] {1, 7, 32, 1000, 100_000}) {
            assertThat(inSteps(XxHash.of64(), message, step)).isEqualTo(xx64);
            assertThat(inSteps(XxHash.of3(), message, step)).isEqualTo(xx3);
            assertThat(inSteps(XxHash.of128(), message, step)).isEqualTo(xx128);
        }
    }

    private static String inSteps(XxHash hash, byte[] message, int step) {
        for (int at = 0; at < message.length; at += step) {
            hash.update(message, at, Math.min(step, message.length - at));
        }
        return HexFormat.of().formatHex(hash.digest());
    }
}
